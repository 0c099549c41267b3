// Asks AWS's SDK who it acts as, and tells it: with whatever credentials the SDK finds by itself.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
console.log(Arn);
