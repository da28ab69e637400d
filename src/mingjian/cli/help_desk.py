"""What `--help` says of the desk's commands, in both languages."""

from __future__ import annotations

__all__ = ["DESK"]

DESK: dict[str, tuple[str, str]] = {
    "desk": ("工作台：新建、检察院与用户、线索表", "the desk: making it, offices and people, the table of clues"),
    "desk init": (
        "在数据湖之上新建工作台\n生成设置文件 desk.toml、密钥与数据表；设置的含义写在文件中。",
        "make a desk over a lake\nIts settings file desk.toml (which explains every setting), its secret, its tables.",
    ),
    "desk init.folder": ("工作台文件夹", "folder of the desk"),
    "desk init.database": (
        "数据库地址，如 postgresql://用户:口令@主机/库；默认为本地 SQLite",
        "database, as postgresql://user:password@host/name; SQLite in the folder by default",
    ),
    "desk office": ("建立检察院\n先建最上级院，再逐级向下。", "add an office\nThe top one first, then downwards."),
    "desk office.code": ("检察院代码，通常为区划代码", "the office's code, usually that of its region"),
    "desk office.zh": ("名称", "name in Chinese"),
    "desk office.en": ("英文名称；默认同中文名称", "name in English; by default the Chinese one"),
    "desk office.level": (
        "层级：supreme、province、city、county、specialised",
        "level: supreme, province, city, county or specialised",
    ),
    "desk office.above": ("上级院代码；最上级院不填", "code of the office above; none for the top one"),
    "desk office.region": ("管辖的区划代码；默认同代码", "region code it is responsible for; by default its code"),
    "desk office.short": ("文号中的院别简称，如 合", "its word in document numbers"),
    "desk office.contact": ("其他检察院可联系何人", "whom other offices may ask"),
    "desk user": (
        "建立用户\n初始口令随后输入，首次登录须修改；系统、安全、审计管理员不得兼任其他角色。",
        "add a user\nThe first password is asked for and changed at the first log-in; "
        "a system, security or audit administrator has no other role.",
    ),
    "desk user.username": ("用户名", "name to log in with"),
    "desk user.name": ("姓名", "name of the person"),
    "desk user.office": ("所属检察院代码", "code of the office"),
    "desk user.role": ("角色，可多次给出", "a role; several are given one by one"),
    "desk user.line": ("业务条线，可多次给出", "a business line; several are given one by one"),
    "desk rebuild": (
        "由数据湖重建线索表\n人工办理的状态、结论和材料保持不变。",
        "make the table of clues anew from the lake\nWhat people did stays.",
    ),
    "desk exchange": ("外网交换文件：密钥、移送、接收、回传结果", "signed files to and from desks on other networks"),
    "desk exchange key": ("本系统的公钥与指纹", "this desk's public key and its fingerprint"),
    "desk exchange partner": ("登记外网检察院的公钥", "register the public key of an office on another network"),
    "desk exchange partner.code": ("外网检察院代码", "code of that office"),
    "desk exchange partner.public": ("公钥文件（PEM）", "file with its public key (PEM)"),
    "desk exchange partner.name": ("名称", "its name"),
    "desk exchange send": ("移送线索，生成签名文件", "hand clues over: write the signed file"),
    "desk exchange send.to": ("外网检察院代码", "code of the partner"),
    "desk exchange send.clues": ("线索编号", "numbers of the clues"),
    "desk exchange send.out": ("写入的文件，不覆盖", "file to write, never over another"),
    "desk exchange send.why": ("移送理由", "why"),
    "desk exchange send.days": ("文件有效天数", "days the file may be opened"),
    "desk exchange outcomes": (
        "回传外网线索的办理结果，生成签名文件",
        "tell what became of a partner's clues: write the signed file",
    ),
    "desk exchange outcomes.to": ("外网检察院代码", "code of the partner"),
    "desk exchange outcomes.out": ("写入的文件，不覆盖", "file to write, never over another"),
    "desk exchange outcomes.days": ("文件有效天数", "days the file may be opened"),
    "desk exchange receive": ("接收外网交换文件", "take a partner's file in"),
    "desk exchange receive.file": ("文件", "the file"),
    "desk exchange partner.as_": ("以哪个用户办理", "the user who acts"),
    "desk exchange send.as_": ("以哪个用户办理", "the user who acts"),
    "desk exchange outcomes.as_": ("以哪个用户办理", "the user who acts"),
    "desk exchange receive.as_": ("以哪个用户办理", "the user who acts"),
    "desk exchange key.desk": ("工作台文件夹", "folder of the desk"),
    "desk exchange partner.desk": ("工作台文件夹", "folder of the desk"),
    "desk exchange send.desk": ("工作台文件夹", "folder of the desk"),
    "desk exchange outcomes.desk": ("工作台文件夹", "folder of the desk"),
    "desk exchange receive.desk": ("工作台文件夹", "folder of the desk"),
    "desk whose": (
        "查明导出文件由谁导出\n按文件摘要查找；文件已被改动的，按其中的导出编号查找。也可直接给出编号。",
        "whose copy an exported file is\nBy the file's digest, or, where it was changed, by the number it carries. "
        "A number can be given instead.",
    ),
    "desk whose.file": ("文件，或导出编号", "the file, or an export's number"),
    "desk openapi": ("接口说明（OpenAPI）", "the description of the API (OpenAPI)"),
    "desk sources": (
        "检查设置中的数据库\n逐个连接，说明能取多少张表；口令不显示。",
        "whether the databases of the settings answer\nTries each and says how many tables may be taken; shows no "
        "password.",
    ),
    "desk backup-key": (
        "生成备份密钥对\n私钥写入文件，须离线保管，没有它备份无法恢复；公钥用于制作备份，写入设置 backup_to。",
        "make a pair of keys for backups\nThe private one goes into the file: keep it off this machine, without it no "
        "backup can be restored. The public one makes backups: put it into the setting backup_to.",
    ),
    "desk backup-key.path": ("私钥文件", "file for the private key"),
    "desk backup": (
        "备份工作台与数据湖\n一个加密文件（age 格式）；备份期间工作台照常使用。完成后才出现该文件。",
        "back up a desk and its lake\nOne encrypted file (age); the desk may be in use meanwhile. "
        "The file is there when all of it is, not before.",
    ),
    "desk backup.path": ("备份文件", "file of the backup"),
    "desk backup.to": (
        "备份公钥，可多次给出；默认按设置 backup_to",
        "public key, may be repeated; by default backup_to",
    ),
    "desk backup.lake": ("是否包含数据湖", "whether the lake is in it"),
    "desk backup-check": (
        "检查备份能否恢复\n解密并核对全部内容，不写任何文件。",
        "see whether a backup could be restored\nDecrypts and checks all of it and writes nothing.",
    ),
    "desk backup-check.path": ("备份文件", "file of the backup"),
    "desk backup-check.key": ("备份私钥文件", "file of the private key"),
    "desk restore": (
        "由备份恢复\n在新文件夹中建立 desk 与 lake；可换数据库（SQLite 与 PostgreSQL 互换）。所有人须重新登录。",
        "restore a backup\nMakes desk and lake in a new folder; the database may be another one, also of the other "
        "kind (SQLite or PostgreSQL). Everybody logs in again.",
    ),
    "desk restore.path": ("备份文件", "file of the backup"),
    "desk restore.folder": ("新文件夹", "the new folder"),
    "desk restore.key": ("备份私钥文件", "file of the private key"),
    "desk restore.lake": ("数据湖位置（备份不含数据湖时）", "where the lake is, for a backup without one"),
    "desk restore.database": (
        "恢复到哪个数据库；默认同备份时的设置，sqlite 为本地文件",
        "database to restore into; by default that of the settings; sqlite: a file in the folder",
    ),
    "*.desk": ("工作台文件夹", "folder of the desk"),
    "serve": (
        "启动工作台，直至 Ctrl-C\n随后在浏览器中打开所示地址。",
        "serve the desk until Ctrl-C\nThen open the address it names in a browser.",
    ),
    "serve.folder": ("工作台文件夹", "folder of the desk"),
    "serve.host": ("监听地址；默认按设置", "address to listen on; by default that of the settings"),
    "serve.port": ("端口；默认按设置", "port; by default that of the settings"),
    "serve.open_": ("在浏览器中打开", "open it in a browser"),
    "worker": (
        "执行工作台的任务，直至 Ctrl-C\nserve 自带执行线程（设置 jobs）；任务多时另开进程或机器运行本命令。",
        "work on the jobs of a desk until Ctrl-C\nserve does so itself (setting jobs); this is for more of them, "
        "in other processes or on other machines.",
    ),
    "watch": (
        "执行工作台的定时任务，直至 Ctrl-C\n"
        "从投递文件夹和数据库接收数据、运行受影响的模型。serve 自带（设置 watch）；不开网页服务时单独运行本命令。",
        "look after the schedules of a desk until Ctrl-C\n"
        "Takes data from folders and databases and runs the models they affect. serve does so itself (setting watch); "
        "this is for a machine that serves no pages.",
    ),
    "watch.folder": ("工作台文件夹", "folder of the desk"),
    "watch.threads": ("同时执行的任务数；0 为由别的进程执行", "jobs worked on at a time; 0: another process does"),
    "watch.once": ("只执行一轮到期的任务及其后续，然后结束", "do what is due and what follows from it, then end"),
    "worker.folder": ("工作台文件夹", "folder of the desk"),
    "worker.threads": ("同时执行的任务数", "jobs worked on at a time"),
}
