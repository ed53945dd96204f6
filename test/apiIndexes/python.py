"""Prints the modules of the standard library and the public members of the ones that matter."""

import importlib
import json
import pkgutil
import sys
import warnings

warnings.simplefilter("ignore")

SKIPPED = {"antigravity", "this", "idlelib", "turtledemo", "turtle", "lib2to3", "test", "tkinter"}
INNER = """asyncio.subprocess collections.abc concurrent.futures email.message email.mime.text
email.mime.multipart email.mime.base email.utils email.header email.policy email.parser html.parser
http.client http.server http.cookies http.cookiejar importlib.metadata importlib.resources
importlib.util importlib.abc importlib.machinery json.decoder json.encoder logging.config
logging.handlers multiprocessing.pool multiprocessing.dummy multiprocessing.shared_memory
multiprocessing.managers os.path unittest.mock urllib.error urllib.parse urllib.request
urllib.response urllib.robotparser wsgiref.simple_server xml.dom xml.dom.minidom
xml.etree.ElementTree xml.sax xmlrpc.client xmlrpc.server zoneinfo curses.ascii
encodings.idna dbm.gnu sqlite3.dbapi2 unittest.case ctypes.util ctypes.wintypes""".split()

PACKAGES = ["xml.dom", "xml.etree", "xml.parsers", "xml.sax", "email.mime", "distutils.command"]


def members(name):
    try:
        module = importlib.import_module(name)
    except Exception:
        return None
    if "__getattr__" in vars(module) and name not in ("typing",):
        return None
    return " ".join(n for n in dir(module) if not n.startswith("_"))


def submodules(name):
    try:
        path = importlib.import_module(name).__path__
    except Exception:
        return []
    return [m.name for m in pkgutil.iter_modules(path) if not m.name.startswith("_")]


names = sorted(n for n in sys.stdlib_module_names if n not in SKIPPED)
found = {n: members(n) for n in names + INNER if not n.startswith("_")}
print(json.dumps({
    "version": "%d.%d" % sys.version_info[:2],
    "names": " ".join(sorted(n for n in sys.stdlib_module_names)),
    "packages": {n: " ".join(m) for n in names + PACKAGES if (m := submodules(n))},
    "modules": {n: m for n, m in sorted(found.items()) if m and len(m) < 6000},
}))
