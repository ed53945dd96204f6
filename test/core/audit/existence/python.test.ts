import { checkTable } from './table.ts';

const api = {
  'requirements.txt':
    '# web\nflask==2.3\nPyYAML>=6\nrequests[socks]~=2.31\nacme-ledger\ngoogle-cloud-storage\nscikit-learn\n-r dev.txt\n',
  'requirements/dev.txt': 'pytest\n',
  'pyproject.toml':
    '[project]\nname = "shop-api"\ndependencies = ["pydantic>=2", "python-dotenv"]\n[project.optional-dependencies]\ntest = ["hypothesis"]\n[tool.poetry.dependencies]\npython = "^3.11"\nsqlalchemy = "^2"\n',
  'shop/__init__.py': 'from .cart import Cart\n__all__ = ["Cart"]\n',
  'shop/cart.py':
    'import json\n\nLIMIT: int = 3\n\nclass Cart:\n    pass\n\ndef total(items):\n    return 0\n',
  'shop/db/__init__.py': '',
  'shop/db/orders.py': 'async def load(order_id):\n    ...\n',
  'shop/lazy.py': 'def __getattr__(name):\n    return name\n',
  'tests/test_cart.py': '',
};

checkTable('what Python imports', [
  {
    name: 'a misspelt package is not found',
    workspace: api,
    wrong: { 'shop/a.py': 'import reqeusts\n' },
    found: ['notFound reqeusts'],
    says: 'Did you mean requests?',
    sound: { 'shop/a.py': 'import requests\nfrom requests.adapters import HTTPAdapter\n' },
  },
  {
    name: 'what is imported has another name than its package',
    workspace: api,
    wrong: { 'shop/a.py': 'import cv2\n' },
    found: ['notADependency cv2'],
    sound: {
      'shop/a.py':
        'import yaml\nfrom dotenv import load_dotenv\nfrom sklearn.svm import SVC\nfrom google.cloud import storage\nfrom google.cloud.storage import Client\n',
    },
  },
  {
    name: 'an invented package could not be checked',
    workspace: api,
    wrong: { 'shop/a.py': 'from fastapi_auth_turbo import guard\n' },
    found: ['couldNotCheck fastapi_auth_turbo'],
    sound: {
      'shop/a.py':
        'from flask import Flask\nfrom sqlalchemy import select\nimport hypothesis, pydantic\n',
    },
  },
  {
    name: 'a package that no manifest names is no dependency, unless it may be missing',
    workspace: api,
    wrong: { 'shop/a.py': 'import numpy as np\n' },
    found: ['notADependency numpy'],
    sound: { 'shop/a.py': 'try:\n    import numpy as np\nexcept ImportError:\n    np = None\n' },
  },
  {
    name: 'a function that a module of the standard library does not have',
    workspace: api,
    wrong: { 'shop/a.py': 'import os\nname = os.getenviron("HOME")\n' },
    found: ['notFound os.getenviron'],
    sound: {
      'shop/a.py':
        'import os\nname = os.getenv("HOME")\nos.environ["A"] = os.path.join("a", "b")\n',
    },
  },
  {
    name: 'a name that a module of the standard library does not have',
    workspace: api,
    wrong: { 'shop/a.py': 'from collections import OrderedDefaultDict\n' },
    found: ['notFound collections.OrderedDefaultDict'],
    sound: {
      'shop/a.py':
        'from collections import OrderedDict, defaultdict\nfrom typing import override\n',
    },
  },
  {
    name: 'a module that a package of the standard library does not have',
    workspace: api,
    wrong: { 'shop/a.py': 'import urllib.requests\n' },
    found: ['notFound urllib.requests'],
    says: 'Did you mean request?',
    sound: {
      'shop/a.py':
        'import urllib.request\nimport xml.etree.ElementTree as ET\nfrom email.mime import image\n',
    },
  },
  {
    name: 'a local variable of the same name is no module',
    workspace: api,
    wrong: { 'shop/a.py': 'import json\nx = json.parse("{}")\n' },
    found: ['notFound json.parse'],
    sound: { 'shop/a.py': 'import json\ndef f(json):\n    return json.parse("{}")\n' },
  },
  {
    name: 'a relative import of a module that is not there',
    workspace: api,
    wrong: { 'shop/a.py': 'from .carts import Cart\n' },
    found: ['notFound .carts'],
    says: 'Did you mean cart?',
    sound: {
      'shop/a.py': 'from .cart import Cart\nfrom . import db, lazy\nfrom .db.orders import load\n',
    },
  },
  {
    name: 'a module that a package of the workspace does not have',
    workspace: api,
    wrong: { 'tests/test_cart.py': 'from shop.db.order import load\n' },
    found: ['notFound shop.db.order'],
    sound: {
      'tests/test_cart.py':
        'from shop.db.orders import load\nimport shop.cart\nfrom shop import Cart\n',
    },
  },
  {
    name: 'a name that a module of the workspace does not define',
    workspace: api,
    wrong: { 'tests/test_cart.py': 'from shop.cart import (\n    Cart,\n    totals,\n)\n' },
    found: ['notFound shop.cart.totals'],
    says: 'Did you mean total?',
    sound: {
      'tests/test_cart.py':
        'from shop.cart import LIMIT, Cart, total\nfrom shop.lazy import anything\n',
    },
  },
  {
    name: 'what a text says is no import',
    workspace: api,
    wrong: { 'shop/a.py': 'import flaskk\n' },
    found: ['notFound flaskk'],
    sound: {
      'shop/a.py': '"""\nimport flaskk\n"""\n# import reqeusts\ntext = "from nowhere import x"\n',
    },
  },
  {
    name: 'a requirement that is newly added must exist',
    workspace: api,
    wrong: { 'requirements.txt': `${api['requirements.txt']}pandsa==2.0\n` },
    found: ['notFound pandsa'],
    sound: { 'requirements.txt': `${api['requirements.txt']}pandas==2.0\ngunicorn\n./local\n` },
  },
  {
    name: 'a dependency of a project file must exist',
    workspace: api,
    wrong: {
      'pyproject.toml': api['pyproject.toml'].replace(
        '"pydantic>=2"',
        '"pydantic>=2",\n"sqlalchmey"',
      ),
    },
    found: ['notFound sqlalchmey'],
    sound: {
      'pyproject.toml': api['pyproject.toml'].replace(
        '"pydantic>=2"',
        '"pydantic>=2",\n"httpx[http2]>=0.2"',
      ),
    },
  },
  {
    name: 'an invented requirement could not be checked',
    workspace: api,
    wrong: { 'requirements.txt': `${api['requirements.txt']}flask-quantum-cache==1.0\n` },
    found: ['couldNotCheck flask-quantum-cache'],
    sound: { 'requirements.txt': `${api['requirements.txt']}flask-caching==2.0\n` },
  },
  {
    name: 'a name that is almost one of a popular package',
    workspace: { 'requirements.txt': 'numpy\nflask\nsqlalchemy\n' },
    wrong: { 'a.py': 'import numpy as np\nfrom flask import jsonfy\nx = np.arrange(3)\n' },
    found: ['notFound flask.jsonfy', 'notFound numpy.arrange'],
    says: 'Did you mean numpy.arange?',
    sound: {
      'a.py':
        'import numpy as np\nfrom flask import jsonify, Flask\nfrom sqlalchemy.orm import Mapped, DeclarativeBase\nx = np.arange(3, dtype=np.bool)\ny = np.concat([x])\n',
    },
  },
]);
