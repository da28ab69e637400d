"""What a WSGI server runs: `mingjian.desk.wsgi:application`, with `MINGJIAN_DESK` naming the desk's folder."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from mingjian.desk.parent import end_with_server
from mingjian.desk.warm import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.desk.settings")
end_with_server()
application = get_wsgi_application()
warm()
