"""Runs the checks of scim2-tester against a base URL and prints what failed, as JSON.

The embedded targets publish no discovery endpoints, so the client is told what the server serves: that is how the
library says to test such a server, and it lets every check of resources run. The checks of discovery are left out: they
would fail on every target alike.
"""

import json
import os
import sys

import httpx2
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_models import Bulk, ChangePassword, ETag, Filter, Group, Patch, ScimProvider, ServiceProviderConfig, Sort, User
from scim2_tester import Status, check_server

url, resources, patch = sys.argv[1], sys.argv[2].split(","), sys.argv[3] == "patch"
config = ServiceProviderConfig(
    patch=Patch(supported=patch),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=False, max_results=0),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=False),
    etag=ETag(supported=False),
    authentication_schemes=[],
)
provider = ScimProvider(models=[{"User": User, "Group": Group}[name] for name in resources], config=config)
headers = {"Authorization": "Bearer " + os.environ["TARGET_TOKEN"]}
client = SyncSCIMClient(httpx2.Client(base_url=url, headers=headers, timeout=5), provider=provider)
failed = [
    {"check": result.title, "resource": result.resource_type, "reason": str(result.reason)}
    for result in check_server(client, exclude_tags={"discovery"})
    if result.status in (Status.ERROR, Status.CRITICAL, Status.DEVIATION)
]
json.dump(failed, sys.stdout)
