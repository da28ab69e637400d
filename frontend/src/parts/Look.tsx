/** How everything looks: colours, type, the component library's own texts in the chosen language. */
import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";
import { useTexts } from "../texts/texts";

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';

/** Whoever asks the system for less motion (WCAG 2.3.3) gets dialogues and menus that are simply there. */
const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;

export function Look({ children }: { children: ReactNode }) {
  const { lang } = useTexts();
  dayjs.locale(lang === "zh" ? "zh-cn" : "en");
  return (
    <ConfigProvider
      locale={lang === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      theme={{
        token: {
          colorPrimary: "#1f3a5f",
          colorError: "#b3261e",
          colorLink: "#1f5aa6",
          colorTextDescription: "#56627a",
          colorTextSecondary: "#4a566b",
          colorTextTertiary: "#5d687c",
          colorTextPlaceholder: "#667085",
          borderRadius: 6,
          motion: !STILL,
          fontFamily: FONT,
        },
        components: {
          Layout: { siderBg: "#15283f", bodyBg: "#f2f5f9", headerBg: "#ffffff" },
          Table: { rowSelectedBg: "#e8f0fb", rowSelectedHoverBg: "#dfeaf9" },
          Menu: { darkItemBg: "#15283f", darkItemSelectedBg: "#2b4f80" },
        },
      }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
