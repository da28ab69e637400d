/** All texts in English, one file an area of the desk. */
import admin from "./admin.json";
import advice from "./advice.json";
import answers from "./answers.json";
import awards from "./awards.json";
import campaigns from "./campaigns.json";
import cards from "./cards.json";
import cases from "./cases.json";
import clue from "./clue.json";
import clues from "./clues.json";
import common from "./common.json";
import contests from "./contests.json";
import data from "./data.json";
import deadlines from "./deadlines.json";
import evidence from "./evidence.json";
import exchange from "./exchange.json";
import figures from "./figures.json";
import graph from "./graph.json";
import identity from "./identity.json";
import judging from "./judging.json";
import models from "./models.json";
import reports from "./reports.json";
import results from "./results.json";
import schedules from "./schedules.json";
import search from "./search.json";
import sentencing from "./sentencing.json";
import shelf from "./shelf.json";
import sources from "./sources.json";
import statutes from "./statutes.json";
import supply from "./supply.json";
import templates from "./templates.json";
import today from "./today.json";
import training from "./training.json";
import trust from "./trust.json";
import workshop from "./workshop.json";
import yields from "./yield.json";

export const en = {
  ...admin,
  ...advice,
  ...answers,
  ...awards,
  ...campaigns,
  ...cards,
  ...cases,
  ...clue,
  ...clues,
  ...common,
  ...contests,
  ...data,
  ...deadlines,
  ...evidence,
  ...exchange,
  ...graph,
  ...identity,
  ...figures,
  ...judging,
  ...models,
  ...reports,
  ...results,
  ...schedules,
  ...search,
  ...sentencing,
  ...shelf,
  ...sources,
  ...statutes,
  ...supply,
  ...templates,
  ...today,
  ...training,
  ...trust,
  ...workshop,
  ...yields,
};
