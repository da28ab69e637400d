/** The frame of every page: navigation, who is logged in, the page itself. */
import { UserOutlined } from "@ant-design/icons";
import { Alert, Button, Dropdown, Layout, Menu, Spin } from "antd";
import { Suspense, useState } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { api } from "../client/client";
import { useTexts } from "../texts/texts";
import { useChangeLanguage, useMe } from "./me";
import { NAV } from "./nav";
import { Problem } from "./Problem";
import { SearchBox } from "./SearchBox";
import { SessionEnded } from "./SessionEnded";

export function Shell() {
  const me = useMe();
  const { t, say, lang } = useTexts();
  const place = useLocation().pathname.split("/")[1] ?? "";
  const change = useChangeLanguage();
  const [narrow, setNarrow] = useState(false);
  if (me.isError && !me.data) return <Problem error={me.error} retry={() => me.refetch()} />;
  if (!me.data) return <Spin fullscreen />;
  const can = me.data.can;
  const groups = NAV.map(({ label, places }) => ({
    key: label,
    type: "group" as const,
    label: narrow ? null : t(label),
    children: places
      .filter(({ right }) => !right || [right].flat().some((one) => can.includes(one)))
      .map(({ place, icon, label }) => ({
        key: place,
        icon,
        label: <Link to={`/${place}`}>{t(label)}</Link>,
      })),
  })).filter((one) => one.children.length > 0);
  const menu = [
    { key: "language", label: t("menu.language"), onClick: () => void change(lang === "zh" ? "en" : "zh") },
    { key: "password", label: <a href="/password">{t("menu.password")}</a> },
    { key: "factor", label: <a href="/factor">{t("menu.factor")}</a> },
    { key: "tokens", label: <Link to="/tokens">{t("nav.tokens")}</Link> },
    { key: "logout", label: t("menu.logout"), onClick: () => void leave() },
  ];
  return (
    <Layout className="shell">
      <SessionEnded />
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <Layout.Sider
        width={168}
        breakpoint="xl"
        collapsedWidth={64}
        className="side no-print"
        theme="dark"
        onCollapse={setNarrow}
      >
        <Link to="/" className="brand" aria-label={t("app")}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          {!narrow && t("app")}
        </Link>
        <Menu theme="dark" mode="inline" selectedKeys={[place]} items={groups} />
      </Layout.Sider>
      <Layout className="beside-side">
        <Layout.Header className="head no-print">
          <span className="office">{say(me.data.office)}</span>
          {me.data.demo && <Alert type="info" showIcon title={t("demo")} className="demo" />}
          {can.includes("see_models") && <SearchBox />}
          <Dropdown menu={{ items: menu }} trigger={["click"]}>
            <Button type="text" icon={<UserOutlined />}>
              {me.data.name} · {me.data.roles.map(say).join(t("comma"))}
            </Button>
          </Dropdown>
        </Layout.Header>
        <Layout.Content id="main" className="content">
          <Suspense fallback={<Spin />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

async function leave(): Promise<void> {
  await api.POST("/api/logout");
  window.location.assign("/login");
}
