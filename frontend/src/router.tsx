/** Addresses of the application; every page is a chunk of its own. */
import { createBrowserRouter } from "react-router";
import { Broken, Missing } from "./parts/Missing";
import { Shell } from "./parts/Shell";

export const router = createBrowserRouter([
  {
    path: "/published/:slug",
    errorElement: <Broken />,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import("./pages/contests/Published")).Published }),
  },
  {
    path: "/",
    element: <Shell />,
    errorElement: <Broken />,
    HydrateFallback: () => null,
    children: [
      { index: true, lazy: async () => ({ Component: (await import("./pages/today/Today")).Today }) },
      { path: "clues", lazy: async () => ({ Component: (await import("./pages/clues/Clues")).Clues }) },
      { path: "clues/:id", lazy: async () => ({ Component: (await import("./pages/clue/Clue")).Clue }) },
      { path: "cases", lazy: async () => ({ Component: (await import("./pages/cases/Cases")).Cases }) },
      { path: "cases/:id", lazy: async () => ({ Component: (await import("./pages/case/Case")).Case }) },
      { path: "models", lazy: async () => ({ Component: (await import("./pages/models/Models")).Models }) },
      { path: "models/:id", lazy: async () => ({ Component: (await import("./pages/models/Model")).Model }) },
      {
        path: "models/:id/compare",
        lazy: async () => ({ Component: (await import("./pages/models/Compare")).Compare }),
      },
      {
        path: "workshop",
        lazy: async () => ({ Component: (await import("./pages/workshop/Drafts")).Drafts }),
      },
      {
        path: "workshop/:id",
        lazy: async () => ({ Component: (await import("./pages/workshop/Workbench")).Workbench }),
      },
      {
        path: "sentencing",
        lazy: async () => ({ Component: (await import("./pages/sentencing/Sentencing")).Sentencing }),
      },
      {
        path: "sentencing/kept",
        lazy: async () => ({ Component: (await import("./pages/sentencing/KeptList")).KeptList }),
      },
      {
        path: "sentencing/kept/:id",
        lazy: async () => ({ Component: (await import("./pages/sentencing/Kept")).Kept }),
      },
      {
        path: "sentencing/compare",
        lazy: async () => ({ Component: (await import("./pages/sentencing/Compare")).Compare }),
      },
      {
        path: "sentencing/coverage",
        lazy: async () => ({ Component: (await import("./pages/sentencing/Coverage")).Coverage }),
      },
      { path: "advice", lazy: async () => ({ Component: (await import("./pages/advice/Advice")).Advice }) },
      {
        path: "advice/confusable",
        lazy: async () => ({ Component: (await import("./pages/advice/Confusable")).Confusable }),
      },
      {
        path: "answers",
        lazy: async () => ({ Component: (await import("./pages/answers/Answers")).Answers }),
      },
      { path: "answers/ask", lazy: async () => ({ Component: (await import("./pages/answers/Ask")).Ask }) },
      {
        path: "answers/experts",
        lazy: async () => ({ Component: (await import("./pages/answers/Experts")).Experts }),
      },
      {
        path: "answers/gaps",
        lazy: async () => ({ Component: (await import("./pages/answers/Gaps")).Gaps }),
      },
      {
        path: "answers/:number",
        lazy: async () => ({ Component: (await import("./pages/answers/Question")).Question }),
      },
      { path: "search", lazy: async () => ({ Component: (await import("./pages/search/Search")).Search }) },
      {
        path: "search/document",
        lazy: async () => ({ Component: (await import("./pages/search/Document")).Document }),
      },
      {
        path: "statutes",
        lazy: async () => ({ Component: (await import("./pages/statutes/Statutes")).Statutes }),
      },
      {
        path: "search/fill",
        lazy: async () => ({ Component: (await import("./pages/search/Fill")).Fill }),
      },
      {
        path: "statutes/fill",
        lazy: async () => ({ Component: (await import("./pages/statutes/Fill")).Fill }),
      },
      {
        path: "statutes/check",
        lazy: async () => ({ Component: (await import("./pages/statutes/Check")).Check }),
      },
      {
        path: "statutes/:law",
        lazy: async () => ({ Component: (await import("./pages/statutes/Law")).Law }),
      },
      {
        path: "statutes/:law/:article",
        lazy: async () => ({ Component: (await import("./pages/statutes/Article")).Article }),
      },
      {
        path: "evidence",
        lazy: async () => ({ Component: (await import("./pages/evidence/Files")).Files }),
      },
      {
        path: "evidence/packs",
        lazy: async () => ({ Component: (await import("./pages/evidence/Packs")).Packs }),
      },
      {
        path: "evidence/packs/:id",
        lazy: async () => ({ Component: (await import("./pages/evidence/Pack")).Pack }),
      },
      {
        path: "evidence/packs/:id/layer",
        lazy: async () => ({ Component: (await import("./pages/evidence/Layer")).Layer }),
      },
      {
        path: "evidence/:id",
        lazy: async () => ({ Component: (await import("./pages/evidence/CaseFile")).CaseFile }),
      },
      { path: "shelf", lazy: async () => ({ Component: (await import("./pages/shelf/Shelf")).Shelf }) },
      { path: "shelf/:id", lazy: async () => ({ Component: (await import("./pages/shelf/Entry")).Entry }) },
      {
        path: "training",
        lazy: async () => ({ Component: (await import("./pages/training/Training")).Training }),
      },
      {
        path: "training/:id",
        lazy: async () => ({ Component: (await import("./pages/training/Exercise")).Exercise }),
      },
      { path: "users", lazy: async () => ({ Component: (await import("./pages/users/Users")).Users }) },
      {
        path: "offices",
        lazy: async () => ({ Component: (await import("./pages/offices/Offices")).Offices }),
      },
      { path: "audit", lazy: async () => ({ Component: (await import("./pages/audit/Audit")).Audit }) },
      {
        path: "operate",
        lazy: async () => ({ Component: (await import("./pages/operate/Operate")).Operate }),
      },
      {
        path: "approvals",
        lazy: async () => ({ Component: (await import("./pages/approvals/Approvals")).Approvals }),
      },
      { path: "tokens", lazy: async () => ({ Component: (await import("./pages/tokens/Tokens")).Tokens }) },
      {
        path: "deadlines",
        lazy: async () => ({ Component: (await import("./pages/deadlines/Deadlines")).Deadlines }),
      },
      {
        path: "handovers",
        lazy: async () => ({ Component: (await import("./pages/handovers/Handovers")).Handovers }),
      },
      {
        path: "reports",
        lazy: async () => ({ Component: (await import("./pages/reports/Reports")).Reports }),
      },
      {
        path: "reports/:id",
        lazy: async () => ({ Component: (await import("./pages/reports/Report")).Report }),
      },
      {
        path: "figures",
        lazy: async () => ({ Component: (await import("./pages/figures/Figures")).Figures }),
      },
      { path: "yield", lazy: async () => ({ Component: (await import("./pages/yield/Yield")).Yield }) },
      {
        path: "yield/gaps",
        lazy: async () => ({ Component: (await import("./pages/yield/Gaps")).Gaps }),
      },
      {
        path: "yield/backtests",
        lazy: async () => ({ Component: (await import("./pages/yield/Backtests")).Backtests }),
      },
      {
        path: "yield/backtests/:id",
        lazy: async () => ({ Component: (await import("./pages/yield/Backtest")).Backtest }),
      },
      {
        path: "yield/check",
        lazy: async () => ({ Component: (await import("./pages/yield/Plans")).Plans }),
      },
      {
        path: "yield/check/:id",
        lazy: async () => ({ Component: (await import("./pages/yield/Plan")).Plan }),
      },
      {
        path: "campaigns",
        lazy: async () => ({ Component: (await import("./pages/campaigns/Campaigns")).Campaigns }),
      },
      {
        path: "campaigns/:id",
        lazy: async () => ({ Component: (await import("./pages/campaigns/Campaign")).Campaign }),
      },
      {
        path: "contests",
        lazy: async () => ({ Component: (await import("./pages/contests/Contests")).Contests }),
      },
      {
        path: "contests/:slug",
        lazy: async () => ({ Component: (await import("./pages/contests/Contest")).Contest }),
      },
      {
        path: "contests/:slug/works/:work/receipts/:place",
        lazy: async () => ({ Component: (await import("./pages/contests/Receipt")).Receipt }),
      },
      {
        path: "exchange",
        lazy: async () => ({ Component: (await import("./pages/exchange/Exchange")).Exchange }),
      },
      {
        path: "partners",
        lazy: async () => ({ Component: (await import("./pages/exchange/Partners")).Partners }),
      },
      {
        path: "templates",
        lazy: async () => ({ Component: (await import("./pages/templates/Templates")).Templates }),
      },
      { path: "data", lazy: async () => ({ Component: (await import("./pages/data/Data")).Data }) },
      {
        path: "data/uploads/:id",
        lazy: async () => ({ Component: (await import("./pages/data/Delivery")).Delivery }),
      },
      {
        path: "data/sources",
        lazy: async () => ({ Component: (await import("./pages/data/Sources")).Sources }),
      },
      {
        path: "data/sources/:name",
        lazy: async () => ({ Component: (await import("./pages/data/Source")).Source }),
      },
      {
        path: "data/identity",
        lazy: async () => ({ Component: (await import("./pages/data/Identity")).Identity }),
      },
      {
        path: "data/identity/:id",
        lazy: async () => ({ Component: (await import("./pages/data/IdentityRecord")).IdentityRecord }),
      },
      { path: "data/:id", lazy: async () => ({ Component: (await import("./pages/data/Dataset")).Dataset }) },
      {
        path: "data/:id/quarantine",
        lazy: async () => ({ Component: (await import("./pages/data/Quarantine")).Quarantine }),
      },
      {
        path: "data/:id/certificate/:number",
        lazy: async () => ({ Component: (await import("./pages/data/Certificate")).Certificate }),
      },
      {
        path: "supply",
        lazy: async () => ({ Component: (await import("./pages/supply/Requests")).Requests }),
      },
      {
        path: "supply/requests/:id",
        lazy: async () => ({ Component: (await import("./pages/supply/Request")).Request }),
      },
      {
        path: "supply/requests/:id/print",
        lazy: async () => ({ Component: (await import("./pages/supply/RequestPrint")).RequestPrint }),
      },
      {
        path: "supply/agreements",
        lazy: async () => ({ Component: (await import("./pages/supply/Agreements")).Agreements }),
      },
      {
        path: "supply/agreements/:id",
        lazy: async () => ({ Component: (await import("./pages/supply/Agreement")).Agreement }),
      },
      {
        path: "supply/calendar",
        lazy: async () => ({ Component: (await import("./pages/supply/Plan")).Plan }),
      },
      {
        path: "coverage",
        lazy: async () => ({ Component: (await import("./pages/coverage/Coverage")).Coverage }),
      },
      {
        path: "schedules",
        lazy: async () => ({ Component: (await import("./pages/schedules/Schedules")).Schedules }),
      },
      { path: "jobs", lazy: async () => ({ Component: (await import("./pages/jobs/Jobs")).Jobs }) },
      { path: "*", element: <Missing /> },
    ],
  },
]);
