"""An officer who fetches from databases."""

from __future__ import annotations

from typing import Any

from data_parts import Officer

from mingjian.desk.jobs.worker import Worker


class Fetcher(Officer):
    """An officer who fetches."""

    def fetch(self, source: str = "人社库", table: str = "pay", space: str = "", **more: Any) -> dict[str, Any]:
        """Ask for a table; the delivery that waits."""
        return self.told("post", f"sources/{source}/fetch", {"space": space, "table": table, **more})

    def fetched(self, source: str = "人社库", table: str = "pay", space: str = "", **more: Any) -> dict[str, Any]:
        """The same, with the job done; the page of the delivery."""
        number = self.fetch(source, table, space, **more)["id"]
        assert Worker().one()
        return self.page(number)

    def imported(self, page: dict[str, Any]) -> dict[str, Any]:
        """Map a delivery as suggested and import it; its page."""
        draft = self.page(page["id"], "?standard=pension_payment@1")["draft"]
        mapped = self.told("put", f"uploads/{page['id']}/mapping", {**draft, "version": page["version"]})
        assert mapped["state"]["code"] == "mapped", mapped["plan"]["notes"]
        self.told("post", f"uploads/{page['id']}/import", {"version": mapped["version"]})
        assert Worker().one()
        return self.page(page["id"])

    def job(self, upload: dict[str, Any]) -> dict[str, Any]:
        """Its job."""
        found: dict[str, Any] = self.client.get(f"/api/jobs/{upload['job']}").json()
        return found
