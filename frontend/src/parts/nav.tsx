/** The pages of the menu, and the right each needs (none: everybody). */
import {
  AimOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BookOutlined,
  BuildOutlined,
  BulbOutlined,
  CalculatorOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  CloudDownloadOutlined,
  ClusterOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  ExportOutlined,
  FieldTimeOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FlagOutlined,
  FolderOpenOutlined,
  FundOutlined,
  InboxOutlined,
  KeyOutlined,
  QuestionCircleOutlined,
  ReadOutlined,
  RiseOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SearchOutlined,
  SwapOutlined,
  TeamOutlined,
  TrophyOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Key } from "../texts/texts";
import type { Right } from "./me";

interface Place {
  place: string;
  icon: ReactNode;
  label: Key;
  right?: Right | Right[];
}

/** What is done with clues, what is learnt from them, what they come from, and who keeps the house. */
export const NAV: { label: Key; places: Place[] }[] = [
  {
    label: "nav.group.work",
    places: [
      { place: "", icon: <CalendarOutlined />, label: "nav.today" },
      { place: "clues", icon: <SearchOutlined />, label: "nav.clues", right: "see_clues" },
      { place: "cases", icon: <FolderOpenOutlined />, label: "nav.cases", right: "see_clues" },
      { place: "deadlines", icon: <FieldTimeOutlined />, label: "nav.deadlines", right: "see_models" },
      { place: "handovers", icon: <SwapOutlined />, label: "nav.handovers", right: "see_clues" },
      { place: "exchange", icon: <ExportOutlined />, label: "nav.exchange", right: "see_clues" },
      { place: "templates", icon: <FileTextOutlined />, label: "nav.templates", right: "see_clues" },
      { place: "advice", icon: <AimOutlined />, label: "nav.advice", right: "see_clues" },
      { place: "sentencing", icon: <CalculatorOutlined />, label: "nav.sentencing", right: "see_clues" },
      { place: "search", icon: <FileSearchOutlined />, label: "nav.search", right: "see_models" },
      { place: "evidence", icon: <FileDoneOutlined />, label: "nav.evidence", right: "see_clues" },
      { place: "statutes", icon: <BookOutlined />, label: "nav.statutes", right: "see_models" },
      { place: "answers", icon: <QuestionCircleOutlined />, label: "nav.answers", right: "see_models" },
    ],
  },
  {
    label: "nav.group.results",
    places: [
      { place: "campaigns", icon: <FlagOutlined />, label: "nav.campaigns", right: "see_models" },
      { place: "contests", icon: <TrophyOutlined />, label: "nav.contests", right: "see_models" },
      { place: "figures", icon: <FundOutlined />, label: "nav.figures", right: "see_models" },
      { place: "yield", icon: <RiseOutlined />, label: "nav.yield", right: "see_models" },
      { place: "reports", icon: <BarChartOutlined />, label: "nav.reports", right: "see_clues" },
    ],
  },
  {
    label: "nav.group.data",
    places: [
      { place: "data", icon: <DatabaseOutlined />, label: "nav.data", right: "see_models" },
      { place: "supply", icon: <CloudDownloadOutlined />, label: "nav.supply", right: "see_models" },
      { place: "coverage", icon: <AppstoreOutlined />, label: "nav.coverage", right: "see_models" },
      { place: "models", icon: <BulbOutlined />, label: "nav.models", right: "see_models" },
      { place: "workshop", icon: <BuildOutlined />, label: "nav.workshop", right: "see_models" },
      { place: "shelf", icon: <InboxOutlined />, label: "nav.shelf", right: "see_models" },
      { place: "training", icon: <ReadOutlined />, label: "nav.training", right: "see_models" },
      { place: "schedules", icon: <ScheduleOutlined />, label: "nav.schedules", right: ["run", "load_data"] },
      { place: "jobs", icon: <ClockCircleOutlined />, label: "nav.jobs", right: "see_models" },
      { place: "approvals", icon: <SafetyCertificateOutlined />, label: "nav.approvals", right: "run" },
    ],
  },
  {
    label: "nav.group.house",
    places: [
      { place: "users", icon: <TeamOutlined />, label: "nav.users", right: "manage_users" },
      { place: "offices", icon: <BankOutlined />, label: "nav.offices", right: "manage_users" },
      { place: "partners", icon: <ClusterOutlined />, label: "nav.partners", right: "manage_users" },
      { place: "tokens", icon: <KeyOutlined />, label: "nav.tokens", right: "manage_users" },
      { place: "audit", icon: <AuditOutlined />, label: "nav.audit", right: "read_audit" },
      { place: "operate", icon: <DashboardOutlined />, label: "nav.operate", right: "operate" },
    ],
  },
];
