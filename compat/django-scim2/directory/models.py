"""The users and groups of a Django project, over the abstract models that django-scim2 asks a project to build on."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django_scim.models import AbstractSCIMGroupMixin, AbstractSCIMUserMixin


class Group(AbstractSCIMGroupMixin):
    name = models.CharField(max_length=254, unique=True)


class User(AbstractSCIMUserMixin, AbstractUser):
    # Its adapters know members of a group as `user_set`, and groups of a user as `scim_groups`.
    scim_groups = models.ManyToManyField(Group, related_name="user_set")
