import { isDeepStrictEqual } from 'node:util';
import { adaptActions } from './adapt-actions';
import { adaptPolicy } from './adapt-policy';
import { adaptTrust } from './adapt-trust';
import type { TemplateResource } from './template';
import { withoutEncryptionContext } from './without-encryption-context';

type Properties = Readonly<Record<string, unknown>>;

/** The policies of resources, which `aws:PrincipalArn` may decide, and managed policies: the property by the type. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
  'AWS::IAM::Policy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
};

/** Adapts the policy of a resource to the emulator, and a role's policies and trust. The same resource, if nothing changes. */
export function adaptDocuments(resource: TemplateResource): TemplateResource {
  const { Type, Properties = {} } = resource;
  const adapted = adaptProperties(Type, Properties);
  return isDeepStrictEqual(adapted, Properties) ? resource : { ...resource, Properties: adapted };
}

function adaptProperties(type: string, properties: Properties): Properties {
  const document = DOCUMENTS[type];
  if (document !== undefined) return { ...properties, [document]: adaptDocument(properties[document]) };
  if (type !== 'AWS::IAM::Role') return properties;
  const { Policies: policies, AssumeRolePolicyDocument: trust } = properties;
  return {
    ...properties,
    ...(trust !== undefined && { AssumeRolePolicyDocument: adaptTrust(trust) }),
    ...(Array.isArray(policies) && {
      Policies: policies.map((policy: Properties) => adaptProperties('AWS::IAM::Policy', policy)),
    }),
  };
}

function adaptDocument(content: unknown): unknown {
  return adaptPolicy(adaptActions(withoutEncryptionContext(content))).content;
}
