import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { ApiError } from "./client/client";
import { turned, watchWriting } from "./client/ended";
import { Look } from "./parts/Look";
import { ME } from "./parts/me";
import { router } from "./router";
import "./texts/texts";
import "./style.css";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // what the server has decided is not asked again; a network that failed is, once
      retry: (count, error) => count < 1 && !(error instanceof ApiError && error.status !== 0),
    },
  },
});

// a page for everybody is read without a log-in, and is not sent to one
if (!window.location.pathname.startsWith("/published/")) void queries.prefetchQuery(ME);

watchWriting();
let place = window.location.pathname;
router.subscribe(({ location }) => {
  if (location.pathname !== place) turned();
  place = location.pathname;
});

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </QueryClientProvider>
    </StrictMode>,
  );
