"""A Django project with django-scim2 and nothing else, on a free port of the loopback interface. TOKEN is its bearer token.

One process with one thread over a database in memory: it is gone when the process ends.
"""

import os
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        """Keeps requests to itself."""


# The port comes before the settings, since the library wants to be told where it is.
server = make_server("127.0.0.1", 0, None, handler_class=Quiet)
settings.configure(
    SECRET_KEY=os.environ["SECRET"],
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django_scim", "directory"],
    AUTH_USER_MODEL="directory.User",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=["directory.auth.bearer", "django_scim.middleware.SCIMAuthCheckMiddleware"],
    ROOT_URLCONF="directory.urls",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    USE_TZ=True,
    # As Django advises for tests: a password that is slow to hash proves nothing here.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    SCIM_SERVICE_PROVIDER={
        "SCHEME": "http",
        "NETLOC": f"127.0.0.1:{server.server_port}",
        "GROUP_MODEL": "directory.models.Group",
        "WWW_AUTHENTICATE_HEADER": 'Bearer realm="scim"',
        "AUTHENTICATION_SCHEMES": [
            {"type": "oauthbearertoken", "name": "Bearer token", "description": "One bearer token."},
        ],
    },
)
django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)
server.set_app(get_wsgi_application())
print(f"listens at http://127.0.0.1:{server.server_port}/scim/v2", flush=True)
server.serve_forever()
