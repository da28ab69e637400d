"""Backup 备份: a desk and its lake in one encrypted file, and back, also onto another kind of database."""

from mingjian.desk.backup.errors import BackupError
from mingjian.desk.backup.keys import new_key
from mingjian.desk.backup.making import Made, make_backup
from mingjian.desk.backup.restoring import Restored, check_backup, restore_backup

__all__ = ["BackupError", "Made", "Restored", "check_backup", "make_backup", "new_key", "restore_backup"]
