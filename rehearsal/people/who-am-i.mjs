// A program of somebody else: asks AWS who it acts as, with the credentials that the SDK finds by itself.
import { STS } from '@aws-sdk/client-sts';

const { Arn } = await new STS({}).getCallerIdentity({});
console.log(Arn);
