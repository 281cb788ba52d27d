"""Authentication, which django-scim2 leaves to the project: the one bearer token, as a user who is signed in."""

import os
from secrets import compare_digest

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser


def bearer(get_response):
    expected = f"Bearer {os.environ['TOKEN']}".encode()

    def middleware(request):
        given = request.headers.get("Authorization", "").encode()
        request.user = get_user_model()() if compare_digest(given, expected) else AnonymousUser()
        return get_response(request)

    return middleware
