"""Starts the server of moto, which executes state machines, with three of its differences from AWS taken away.

Usage: moto-server.py PORT
"""

import functools
import re
import sys

from moto.core.responses import ActionResult
from moto.ec2.responses.elastic_block_store import ElasticBlockStore
from moto.server import main
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_aws_sdk,
)
from moto.stepfunctions.parser.asl.utils import json_path
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for

# Step Functions writes the name of a service in errors in PascalCase, such as `Iam.NoSuchEntityException`; moto writes `iam`.
# https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
state_task_service_aws_sdk._SERVICE_ERROR_NAMES.update(account="Account", ec2="Ec2", iam="Iam", kms="Kms")

# A path that may match several values gives a list, also if it matches none. In moto that is so for some of these paths only.
# https://github.com/json-path/JsonPath#what-is-returned-when
SEVERAL = re.compile(r"\[(?:\*|\?\()|\.\.")
gives_list = json_path._contains_slice_or_wildcard_array
json_path._contains_slice_or_wildcard_array = lambda path: bool(SEVERAL.search(path)) or gives_list(path)


# moto sets the default key of EBS, but does not tell it.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsDefaultKmsKeyId.html
def get_ebs_default_kms_key_id(self):
    backend = self.ec2_backend
    return ActionResult({"KmsKeyId": backend.default_kms_key_id or backend._create_default_encryption_key()})


ElasticBlockStore.get_ebs_default_kms_key_id = get_ebs_default_kms_key_id

# To make a client takes far longer than a call. Clients may be shared by threads, and all of moto's have the same credentials.
@functools.cache
def client_for(region, service):
    return boto_client_for(region, service)


state_task_service_aws_sdk.boto_client_for = lambda region, service, state_credentials: client_for(region, service)

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
