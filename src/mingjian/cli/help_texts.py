"""What `--help` says, in both languages: one table for every command (`intake load`) and parameter (`run.as_of`).

A parameter that means the same everywhere stands once, as `*.lake`. A test holds that nothing is missing or unused.
"""

from __future__ import annotations

from mingjian.cli.help_ask import ASK
from mingjian.cli.help_charge import CHARGE
from mingjian.cli.help_contest import CONTEST
from mingjian.cli.help_desk import DESK
from mingjian.cli.help_evidence import EVIDENCE
from mingjian.cli.help_law import LAW
from mingjian.cli.help_measure import MEASURE
from mingjian.cli.help_originality import ORIGINALITY
from mingjian.cli.help_search import SEARCH
from mingjian.cli.help_sentencing import SENTENCING
from mingjian.cli.help_shelf import SHELF
from mingjian.cli.help_training import TRAINING

__all__ = ["TEXTS"]

_EVERYWHERE: dict[str, tuple[str, str]] = {
    "*.actor": (
        "操作人，记入审计日志；默认为系统用户名",
        "who is acting, for the audit log; by default the system's user",
    ),
    "*.all_": ("全部", "all of them"),
    "*.as_json": ("标准输出为一个 JSON 文档", "one JSON document on standard output"),
    "*.clearance": ("密级 1–4：更敏感的值脱敏显示", "clearance 1–4: more sensitive values are masked"),
    "*.cover": (
        "数据覆盖 区划:起日:止日，如 340100:2020-01-01:2024-12-31",
        "coverage region:from:to, as 340100:2020-01-01:2024-12-31",
    ),
    "*.data": (
        "模型的数据需求用哪个数据集版本：需求=数据集[@版本]",
        "the dataset version for a need: need=dataset[@version]",
    ),
    "*.delivery": ("交付方式：全量、追加、更正", "kind of delivery: full, append, correction"),
    "*.dirt": ("可识别的脏数据比例", "share of cells that are wrong in a way one can tell"),
    "*.encoding": (
        "来源的字符编码，如 gb18030；默认自动识别",
        "encoding of the source, as gb18030; found out by default",
    ),
    "*.engine": (
        "引擎：duckdb（默认）、spark（本机）或 spark://主机:端口（集群）",
        "engine: duckdb (the default), spark (this machine) or spark://host:port (a cluster)",
    ),
    "*.extracted_on": ("数据的提取日，如 2025-07-01", "day the data was extracted, as 2025-07-01"),
    "*.header": (
        "表头所在行（从 1 起），如 3 或 3,4；0 表示没有",
        "line of the header from 1, as 3 or 3,4; 0 for none",
    ),
    "*.help": ("显示本页", "show this page"),
    "*.lake": (
        "数据湖文件夹；默认为当前文件夹或其下的 lake",
        "folder of the lake; by default this folder or lake below it",
    ),
    "*.mapping": ("列映射文件（YAML）", "mapping file (YAML)"),
    "*.memory": ("内存上限，如 2GiB", "memory limit, as 2GiB"),
    "*.owner": ("所属检察院的区划代码", "region code of the owning office"),
    "*.people": ("人口", "people"),
    "*.purpose": ("用途：专项名称或案件编号", "purpose: a campaign or a case number"),
    "*.query": ("数据库来源的查询语句", "query of a database source"),
    "*.run": (
        "运行编号或序号；默认为每个模型最近一次运行",
        "id or number of a run; by default the newest of each model",
    ),
    "*.seed": ("随机种子：相同参数生成相同字节", "seed: the same arguments give the same bytes"),
    "*.set_": ("参数取值：参数=值，如 grace=3 months", "value of a parameter: parameter=value, as grace=3 months"),
    "*.sheet": ("工作表名称；默认为表头相符的全部工作表", "sheet of a workbook; by default all with this header"),
    "*.silent": ("看不出的错误值比例", "share of cells that are wrong though they look right"),
    "*.source": (
        "文件、文件夹、SQLite 文件或 postgresql:// 地址",
        "file, folder, SQLite file or postgresql:// address",
    ),
    "*.synthetic": ("数据是虚构的，不涉及真实个人", "the data is synthetic: no real person is in it"),
    "*.table": ("数据库来源的表", "table of a database source"),
}

_TOP: dict[str, tuple[str, str]] = {
    "": (
        "明鉴：大数据法律监督工作台。导入各部门数据，碰撞比对，得到可复验的监督线索。",
        "Mingjian, a workbench for big-data legal supervision: agency lists in, clues you can re-prove out.",
    ),
    ".version": ("显示版本", "show the version"),
    ".install_completion": ("为当前命令行环境安装自动补全", "install completion for this shell"),
    ".show_completion": ("显示自动补全脚本", "show the completion script"),
    "init": ("新建数据湖\n文件夹须不存在或为空。", "make a lake\nThe folder must be new or empty."),
    "init.folder": ("数据湖文件夹", "folder of the lake"),
    "init.key": (
        "密钥文件（至少 64 位十六进制数字）；默认随机生成",
        "file with the secret (64 hexadecimal digits or more); random by default",
    ),
    "demo": (
        "完整演示：生成虚构省份、导入、运行全部模型、复验、出报告、布置工作台\n"
        "再次在同一文件夹演示时，先清除上次演示生成的内容再重新生成；其他内容不会被触动。",
        "the whole demo: synthetic province, import, every model, proofs, report, desk\n"
        "A second demo into the same folder removes what the first one made and makes it anew.",
    ),
    "demo.folder": ("演示文件夹", "folder of the demo"),
    "demo.statutes": (
        "法律文本文件夹（statutes.jsonl、Markdown），导入法律库并编入检索；不给则只编入模型",
        "folder of statutes (statutes.jsonl, Markdown), for the store and the search; without it models alone",
    ),
    "run": (
        "运行监督模型\n--all 时逐个运行，某个模型被拒绝不影响其他模型；只要有模型被拒绝，退出码为 3。"
        "模型、参数、截止日、用途和数据都未变的，不重复运行，直接给出上一次运行。",
        "run supervision models\n"
        "With --all a refused model does not stop the others; the exit code is 3 when any was refused. Where model, "
        "parameters, day, purpose and data are all as before, nothing is run and the last run is given.",
    ),
    "run.models": ("模型标识、目录编号或模型文件夹", "id or catalogue id of a model, or its folder"),
    "run.as_of": ("截止日，即本次运行的“现在”，如 2025-06-30", "the as-of day, the run's “now”, as 2025-06-30"),
    "run.all_": ("全部随附模型", "every shipped model"),
    "run.identity": (
        "使用哪次身份认定（默认：最近一次；none：不使用）",
        "which resolution of identity to read with (default: the newest; none: none)",
    ),
    "run.again": ("数据没有变化也重新运行", "run anew even where nothing has changed"),
    "run.approval": ("审批文件（mingjian approve）", "file of an approval (mingjian approve)"),
    "prove": (
        "复验线索\n数据是否未变、佐证行是否未变、重新运行是否得到同样的线索；不一致时指出哪一行或哪个行组。",
        "prove clues again\n"
        "Is the data what it was, are the rows, does the clue come out again? Says which row or row group differs.",
    ),
    "prove.clues": ("线索编号", "ids of clues"),
    "prove.all_": ("每个模型最近一次运行的全部线索", "all clues of the newest run of each model"),
    "report": ("写出离线 HTML 报告", "write the offline HTML report"),
    "report.into": ("报告文件", "file of the report"),
    "report.prove": ("先复验全部线索", "prove every clue first"),
    "report.limit": ("只列出前若干条", "only the first so many clues"),
    "approve": (
        "签署一次运行的审批\n审批载明模型指纹、数据版本、参数、用途和有效期；签署后任何改动都会使其失效。",
        "sign an approval for a run\n"
        "It names the model's fingerprint, dataset versions, parameters, purpose and expiry; any change voids it.",
    ),
    "approve.model": ("模型标识、目录编号或模型文件夹", "id or catalogue id of a model, or its folder"),
    "approve.into": ("写入的审批文件", "file for the approval"),
    "approve.signer": ("签署人，须已登记", "who signs; must be registered"),
    "approve.key": ("签署人的私钥文件", "file of the signer's private key"),
    "approve.days": ("有效天数", "days until it expires"),
}

_NOUNS: dict[str, tuple[str, str]] = {
    "standards": ("数据标准与代码表", "data standards and code lists"),
    "standards list": ("列出数据标准", "list the standards"),
    "standards show": ("一个数据标准的各列", "the columns of a standard"),
    "standards show.name": ("标准，如 death_record", "standard, as death_record"),
    "standards codes": ("列出代码表，或一个代码表的代码", "list the code lists, or the codes of one"),
    "standards codes.list_id": ("代码表", "code list"),
    "standards codes.find": ("只列出含此文字的行", "only rows that contain this text"),
    "standards codes.limit": ("最多显示的行数", "at most so many rows on the screen"),
    "intake": ("导入数据：来源 = 接收 + 隔离 + 另列，一条不丢", "taking data in: nothing is lost"),
    "intake plan": (
        "查看来源并建议列映射，不改动数据\n用 --save 写入 YAML 文件修改后导入，或用 --confirm 直接记住。",
        "look at a source and suggest its mapping, changing no data\n"
        "--save writes it to a YAML file to be edited; --confirm remembers it as it is.",
    ),
    "intake plan.standard": ("数据标准；默认按表头判断", "standard; judged from the header by default"),
    "intake plan.save": ("把映射写入文件", "write the mapping to a file"),
    "intake plan.confirm": ("确认并记住映射，供该来源今后使用", "confirm the mapping and remember it for this source"),
    "intake load": (
        "导入一次交付，成为一个不可变的数据集版本\n未给映射时使用已记住的映射；没有记住的，建议的映射十分把握才会采用。",
        "take a delivery in as an immutable dataset version\n"
        "Without a mapping the remembered one is used, else the suggested one if it is sure.",
    ),
    "intake load.standard": ("数据标准；默认按映射或表头判断", "standard; judged from mapping or header by default"),
    "intake load.dataset": ("数据集名称；默认同标准名", "name of the dataset; by default the standard's"),
    "intake versions": ("一个数据集的全部版本", "all versions of a dataset"),
    "intake versions.dataset": ("数据集", "dataset"),
    "intake quality": ("各列的数据质量", "quality of the columns"),
    "intake quality.dataset": ("数据集，或 数据集@版本", "dataset, or dataset@version"),
    "intake quarantine": ("隔离的记录及原因", "quarantined records and why"),
    "intake quarantine.dataset": ("数据集，或 数据集@版本", "dataset, or dataset@version"),
    "intake quarantine.set_aside": (
        "改为列出另列的记录（空行、标题、合计、重复报送）",
        "those set aside instead (blank, title, total, sent again)",
    ),
    "intake quarantine.limit": ("最多条数", "at most so many"),
    "intake coverage": (
        "声明数据覆盖，或查看已声明的\n数据集在哪些地区、哪段期间完整；以“没有记录”为依据的模型必须有此声明。",
        "declare coverage, or show it\n"
        "For which regions and days a dataset is complete; models that rely on absence need it.",
    ),
    "intake coverage.dataset": ("数据集，或 数据集@版本", "dataset, or dataset@version"),
    "intake coverage.region": ("区划代码，下级一并覆盖", "region code; what is below it is covered too"),
    "intake coverage.from_": ("起日", "first day"),
    "intake coverage.to": ("止日", "last day"),
    "documents": (
        "文书解析：起诉书，刑事、民事、执行文书（txt、docx、html、jsonl、有文字层的 pdf；不支持扫描图像）",
        "documents to facts: indictments, criminal, civil, enforcement "
        "(txt, docx, html, jsonl, pdf with a text layer; no scans)",
    ),
    "documents parse": (
        "解析文书\n各类文书可混放；分类计数，不能解析的逐份说明原因。默认把每名刑事被告人的一行以 JSON 行写到标准输出；"
        "--to 写入 .jsonl 或 .xlsx（各表俱全）。",
        "read documents\nKinds may be mixed: they are counted by kind, and what is not read is named "
        "with the reason. One JSON line a criminal defendant on standard output by default; --to writes .jsonl, "
        "or .xlsx with every table.",
    ),
    "documents parse.sources": ("文件或文件夹", "files or folders"),
    "documents parse.to": ("写入的文件（.jsonl 或 .xlsx）", "file to write (.jsonl or .xlsx)"),
    "documents parse.what": (
        "输出的内容：刑事被告人、罪名，起诉书被告人、罪名，判决转述的指控（accusation，与起诉书同列），民事文书、民事当事人、工程发包承包违法的认定，或带原文位置的全部事实",
        "what to give: defendants, counts, those of indictments, what judgments retell of the prosecution (accusation, "
        "in the columns of indictments), civil documents, civil parties, findings on the contracting of works, or all "
        "facts with their spans",
    ),
    "documents parse.full_text": ("行中带全文", "with the whole text in the rows"),
    "documents load": ("解析文书并导入数据湖", "read documents into the lake"),
    "documents load.sources": ("文件或文件夹", "files or folders"),
    "models": ("监督模型", "supervision models"),
    "models list": ("列出随附的模型", "list the models we ship"),
    "models show": ("一个模型的概要", "what a model is"),
    "models show.name": ("模型标识、目录编号或模型文件夹", "id or catalogue id of a model, or its folder"),
    "models check": (
        "检查模型文件，一次列出全部错误及位置\n数据湖中已导入法律的，一并核对法律依据。",
        "check model files: all errors at once, with their places\nWhere the lake holds statutes, the articles a model "
        "rests on are checked too.",
    ),
    "models check.names": (
        "模型标识、目录编号、文件夹或 model.yaml",
        "ids, catalogue ids, folders or model.yaml files",
    ),
    "models test": (
        "运行模型的示例：该报的报，该静的静",
        "run the examples: what must fire fires, what must not is silent",
    ),
    "models test.names": ("模型标识、目录编号或模型文件夹", "ids, catalogue ids or folders of models"),
    "models preview": (
        "查看草稿各步骤的行数、待定和提醒（用模型自带的示例）",
        "rows, undetermined rows and warnings at every step of a draft, over its examples",
    ),
    "models preview.name": ("模型标识、目录编号或模型文件夹", "id or catalogue id of a model, or its folder"),
    "models preview.upto": ("只看到这一步为止", "only what this step is made of"),
    "models explain": ("用平实的话讲解模型", "walk through a model in plain language"),
    "models explain.name": ("模型标识、目录编号或模型文件夹", "id or catalogue id of a model, or its folder"),
    "models explain.lang": ("语言；默认随界面", "language; by default that of the program"),
    "models explain.sql": ("同时给出各步骤的 SQL", "with the SQL of every step"),
    "models schema": ("模型文件的 JSON Schema，供编辑器使用", "JSON Schema of model files, for editors"),
    "clues": (
        "线索：运行查出的内容，均须核实，不是结论",
        "clues: what runs found; to be verified, never a finding of guilt",
    ),
    "clues list": ("按风险排序列出线索", "list the clues, gravest first"),
    "clues list.model": ("只列一个模型", "of one model only"),
    "clues list.level": ("只列一个风险等级：high、medium、low", "of one level only: high, medium, low"),
    "clues list.place": ("管辖地区划代码的开头", "beginning of the place's region code"),
    "clues list.limit": ("最多显示的条数", "at most so many"),
    "clues show": (
        "一条线索：内容、风险、经过与各部门的佐证",
        "a clue: sentence, risk, history and the evidence of each agency",
    ),
    "clues show.clue": ("线索编号", "id of the clue"),
    "clues export": (
        "导出线索（xlsx、csv、json），带水印并记入审计日志",
        "export clues (xlsx, csv, json), watermarked and logged",
    ),
    "clues export.into": ("写入的文件", "file to write"),
    "clues export.model": ("只导出一个模型", "of one model only"),
    "signers": ("审批签署人", "signers of approvals"),
    "signers list": ("列出已登记的签署人", "list those who are registered"),
    "signers register": ("登记签署人的公钥", "register a signer's public key"),
    "signers register.name": ("姓名", "name"),
    "signers register.public": ("公钥文件（PEM，Ed25519）", "file of the public key (PEM, Ed25519)"),
    "signers register.new_key": (
        "生成一对密钥，私钥写入此文件，公钥写入同名 .pub",
        "make a pair of keys: private in this file, public in the same with .pub",
    ),
    "audit": ("审计日志", "the audit log"),
    "audit show": ("最近的审计记录", "the latest entries"),
    "audit show.last": ("条数", "how many"),
    "audit show.action": ("只列这类操作，如 run 或 clue.export", "only such actions, as run or clue.export"),
    "audit verify": ("核对审计日志：逐条、链头与封存", "check the audit log: entries, head and seals"),
    "audit verify.public": ("封存所用密钥的公钥文件", "file of the public key of the seals"),
    "audit seal": ("封存：为至今的日志签名", "seal: sign the log as it stands"),
    "audit seal.key": ("私钥文件", "file of the private key"),
    "identity": ("身份认定", "who is who"),
    "identity resolve": (
        "认定证件号码缺失或不可用的记录是谁\n比对姓名、出生日期、证件号码可读部分、账号等，近乎确定的才认定，每条都有依据；人工认定优先，不会被覆盖。",
        "find out who records without a usable number are\n"
        "By name, birth, legible digits, account and more; only what is nearly certain is taken, each with its "
        "reasons. What people decided comes first and is never overwritten.",
    ),
    "identity show": ("查看最近一次或某次身份认定", "what the newest resolution, or a named one, holds"),
    "identity show.resolution": ("身份认定编号或序号", "id or number of a resolution"),
    "identity unsure": ("列出需要人工认定的记录", "records left for people to decide"),
    "identity unsure.limit": ("最多列出几条", "how many at most"),
    "identity unsure.resolution": (
        "身份认定编号或序号（默认：最近一次）",
        "id or number of a resolution (default: the newest)",
    ),
    "identity explain": ("说明一条记录为何认定为某人", "why a record was taken for somebody"),
    "identity explain.record": ("记录标识（前 6 位以上）", "mark of the record (6 digits or more)"),
    "identity explain.resolution": (
        "身份认定编号或序号（默认：最近一次）",
        "id or number of a resolution (default: the newest)",
    ),
    "identity decide": (
        "人工认定一条记录是、不是某人或存疑\n下次认定起生效，可随时重新认定；一切认定留痕。",
        "decide that a record is somebody, is not, or stays open\n"
        "Counts from the next resolution on and may be made anew; every decision is kept.",
    ),
    "identity decide.record": ("记录标识（前 6 位以上）", "mark of the record (6 digits or more)"),
    "identity decide.key": ("主体的公民身份号码或统一社会信用代码", "the person's number or the company's credit code"),
    "identity decide.word": (
        "same 是同一主体，different 不是，unsure 存疑，withdrawn 撤回",
        "same, different, unsure, or withdrawn",
    ),
    "identity decide.why": ("理由", "why"),
    "lake": ("数据湖", "the lake"),
    "lake show": ("列出数据集及其最近版本", "list the datasets and their newest versions"),
    "lake hashed-copy": (
        "把数据集复制为建模用的哈希副本：姓名和号码换成键控哈希，仍可碰撞",
        "copy datasets for building models: keyed hashes for names and numbers, which still collide",
    ),
    "lake hashed-copy.dataset": (
        "要复制的数据集，可加 @版本；可给多个，默认为全部",
        "dataset to copy, with @version if wanted; may be given several times, by default all",
    ),
    "lake hashed-copy.into": ("副本的文件夹（新建或为空）", "folder of the copy, new or empty"),
    "lake verify": (
        "逐个文件核对数据湖、运行与线索台账",
        "check every file of the lake, its runs and its ledger of clues",
    ),
    "lake verify.dataset": ("只核对一个数据集", "one dataset only"),
    "province": ("虚构省份与评分", "a synthetic province and its score"),
    "province build": (
        "生成虚构省份的各部门文件及真值",
        "write the agency files of a synthetic province and the truth beside them",
    ),
    "province build.folder": ("写入的文件夹", "folder to write"),
    "province build.violations": (
        "预埋违法的倍数；0 为不埋",
        "how many violations to plant, 1 for the usual number, 0 for none",
    ),
    "province score": ("以真值给最近的运行评分", "score the newest runs against the truth"),
    "province score.folder": ("虚构省份的文件夹", "folder of the province"),
    "province score.at_least": (
        "召回率与准确率的下限，低于它或命中陷阱时退出码为 1",
        "lowest recall and precision: exit code 1 below it or when a trap is hit",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {
    **_EVERYWHERE,
    **_TOP,
    **_NOUNS,
    **DESK,
    **LAW,
    **MEASURE,
    **CONTEST,
    **ORIGINALITY,
    **SENTENCING,
    **SHELF,
    **SEARCH,
    **TRAINING,
    **EVIDENCE,
    **ASK,
    **CHARGE,
}
