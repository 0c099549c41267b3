import { applicationPlaces } from '../../lib/model/access';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { applicationFaults } from './application-assertions';
import { findRole, findStores, type DeployedApplication } from './application-stores';
import { rightfulAttempts, trustRequest, wrongfulAttempts, type Attempt } from './application-trust';
import { applicationWorld, worldOf } from './application-world';
import { condition, drop, dropKey, only, OPEN, statement, type Draft, type Statement } from './edit-template';
import { findDifferences, questionsOn } from './judge-application';
import { callersOf } from './store-callers';

/*
 * Templates with one mistake each. A test other than a snapshot must notice it: the assertions on buckets, keys and roles, or
 * the tables of who reaches a store and who acts as an application, which the independent evaluator answers without the
 * guardrails, because they would hide it.
 */

const oracle = useOracle();
const { world, organization, deployed } = applicationWorld();

type Application = Draft<DeployedApplication['template']>;

/** A copy of an application in which something has been changed. */
function sabotage(name: string, change: (template: Application) => void): readonly DeployedApplication[] {
  const edited = deployed.map((one) => {
    if (one.application !== name) return one;
    const copy = structuredClone(one) as Draft<DeployedApplication>;
    change(copy.template);
    return copy;
  });
  if (JSON.stringify(edited) === JSON.stringify(deployed)) throw new Error('the sabotage changes nothing');
  return edited;
}

/** The first difference between the tables and the answers. Only what has another policy is asked about. */
async function noticed(edited: readonly DeployedApplication[]): Promise<string | undefined> {
  const inTrust = await trustNoticed(edited);
  if (inTrust !== undefined) return inTrust;
  const { stores, permissions } = worldOf(organization, world, edited);
  const before = deployed.flatMap(findStores);
  const changed = deployed.filter((one, index) => one !== edited[index]);
  for (const isSample of [false, true])
    for (const [index, store] of stores.entries()) {
      const isChanged = JSON.stringify(store) !== JSON.stringify(before[index]);
      const isAsked = (id: string): boolean =>
        isChanged || (!isSample && changed.some(({ application }) => id.startsWith(`application ${application} in`)));
      for (const caller of callersOf(store, organization, permissions, isSample).filter(({ id }) => isAsked(id))) {
        const [difference] = await findDifferences(oracle(), world, questionsOn(store, [caller]), 'unguarded');
        if (difference !== undefined) return difference;
      }
    }
  return undefined;
}

/** The first attempt to act as an application that ends otherwise. */
async function trustNoticed(edited: readonly DeployedApplication[]): Promise<string | undefined> {
  const asked = applicationPlaces(organization).flatMap(({ application, account, state }) => {
    const { number } = world.account(account);
    const own = edited.find((one) => one.application === application.key && one.account === account);
    const role = own === undefined ? undefined : findRole(own, number);
    if (state === 'retired' || role === undefined) return [];
    const place = { account: number, region: application.region };
    const of = (attempts: readonly Attempt[], isPossible: boolean) =>
      attempts.map((attempt) => ({
        what: `${application.key}: ${attempt.what}`,
        isPossible,
        request: trustRequest(attempt, role, place, world),
      }));
    return [
      ...of(rightfulAttempts(application.runsOn, place), true),
      ...of(wrongfulAttempts(application.runsOn, place), false),
    ];
  });
  const none = { serviceControlPolicies: [], resourceControlPolicies: [] };
  const { answers } = await oracle().ask(
    none,
    asked.map(({ request }) => request),
  );
  return asked.find(({ isPossible }, index) => (answers[index] === 'Allowed') !== isPossible)?.what;
}

const bucketOf = (template: Application, store: string) => only(template, 'AWS::S3::Bucket', `Stores${store}`);
const keyOf = (template: Application) => only(template, 'AWS::KMS::Key');
const roleOf = (template: Application) => only(template, 'AWS::IAM::Role');

interface Document {
  Statement: Statement[];
}

function ofBucket(template: Application, store: string): Statement[] {
  return (only(template, 'AWS::S3::BucketPolicy', `Stores${store}`).Properties['PolicyDocument'] as Document).Statement;
}

function ofKey(template: Application): Statement[] {
  return (keyOf(template).Properties['KeyPolicy'] as Document).Statement;
}

function ofTrust(template: Application): Statement[] {
  return (roleOf(template).Properties['AssumeRolePolicyDocument'] as Document).Statement;
}

function ofRole(template: Application): Statement[] {
  const [policy] = roleOf(template).Properties['Policies'] as { PolicyDocument: Document }[];
  if (policy === undefined) throw new Error('the role has no policy');
  return policy.PolicyDocument.Statement;
}

/** Every text in a value, changed. */
function rewrite(value: unknown, edit: (text: string) => string): unknown {
  return JSON.parse(JSON.stringify(value), (_, item: unknown) => (typeof item === 'string' ? edit(item) : item));
}

/** The patterns of principals in all statements of the bucket and the key, changed. */
function rewritePrincipals(template: Application, store: string, edit: (text: string) => string): void {
  for (const { Condition = {} } of [...ofBucket(template, store), ...ofKey(template)])
    for (const values of Object.values(Condition))
      if ('aws:PrincipalArn' in values) values['aws:PrincipalArn'] = rewrite(values['aws:PrincipalArn'], edit);
}

const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const SUBJECT = 'token.actions.githubusercontent.com:sub';
const AUDIENCE = 'token.actions.githubusercontent.com:aud';

const STRUCTURE: Readonly<Record<string, readonly DeployedApplication[]>> = {
  'no plan backs the store up': sabotage('shop', (template) => {
    (bucketOf(template, 'orders').Properties['Tags'] as unknown[]).shift();
  }),
  'a plan backs another store up': sabotage('shop', (template) => {
    const { Properties } = bucketOf(template, 'images');
    Properties['Tags'] = [{ Key: 'backup', Value: 'daily' }, ...(Properties['Tags'] as unknown[])];
  }),
  'versions are suspended': sabotage('shop', (template) => {
    bucketOf(template, 'orders').Properties['VersioningConfiguration'] = { Status: 'Suspended' };
  }),
  'the bucket can be made public': sabotage('shop', (template) => {
    delete bucketOf(template, 'orders').Properties['PublicAccessBlockConfiguration'];
  }),
  'ACLs are back': sabotage('shop', (template) => {
    bucketOf(template, 'images').Properties['OwnershipControls'] = { Rules: [{ ObjectOwnership: 'ObjectWriter' }] };
  }),
  'the bucket uses keys of S3': sabotage('shop', (template) => {
    bucketOf(template, 'images').Properties['BucketEncryption'] = {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    };
  }),
  'the bucket uses another key': sabotage('billing', (template) => {
    const other = rewrite(bucketOf(template, 'invoices').Properties['BucketEncryption'], (text) =>
      text.replace(/key\/.*$/, 'key/other'),
    );
    bucketOf(template, 'invoices').Properties['BucketEncryption'] = other;
  }),
  'the key is not rotated': sabotage('shop', (template) => {
    keyOf(template).Properties['EnableKeyRotation'] = false;
  }),
  'guardrails do not know the key': sabotage('shop', (template) => {
    delete keyOf(template).Properties['Tags'];
  }),
  'the data go with the stack': sabotage('shop', (template) => {
    bucketOf(template, 'orders').DeletionPolicy = 'Delete';
  }),
  'the key goes with the stack': sabotage('newsletter', (template) => {
    keyOf(template).DeletionPolicy = 'Delete';
  }),
  'the role has no boundary': sabotage('shop', (template) => {
    delete roleOf(template).Properties['PermissionsBoundary'];
  }),
};

const POLICIES: Readonly<Record<string, readonly DeployedApplication[]>> = {
  'uploads without headers are denied, by `IfExists`': sabotage('shop', (template) => {
    const own = condition(ofBucket(template, 'orders'), 'NoOtherKey');
    own['StringNotEqualsIfExists'] = own['StringNotEquals'] ?? {};
    delete own['StringNotEquals'];
    delete own['Null'];
  }),
  'another key is not denied': sabotage('shop', (template) => {
    drop(ofBucket(template, 'orders'), 'NoOtherKey');
  }),
  'the keys of S3 are not denied': sabotage('shop', (template) => {
    drop(ofBucket(template, 'orders'), 'NoEncryptionWithoutKey');
  }),
  'only `AES256` is denied': sabotage('shop', (template) => {
    const own = statement(ofBucket(template, 'orders'), 'NoEncryptionWithoutKey');
    own.Condition = { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } };
  }),
  "clients' secrets are not denied": sabotage('shop', (template) => {
    drop(ofBucket(template, 'images'), 'NoKeyOfClients');
  }),
  'the right key is denied': sabotage('shop', (template) => {
    const own = condition(ofBucket(template, 'orders'), 'NoOtherKey');
    own['StringNotEquals'] = { [KEY_ID]: 'alias/shop' };
  }),
  'objects move to another key': sabotage('shop', (template) => {
    drop(ofBucket(template, 'orders'), 'NoChangeOfKey');
  }),
  'versions are lost': sabotage('shop', (template) => {
    drop(ofBucket(template, 'orders'), 'NoLossOfVersions');
  }),
  'the patterns of people end in `*`': sabotage('shop', (template) => {
    rewritePrincipals(template, 'orders', (text) => text.replace(/_\?{16}$/, '_*'));
  }),
  'the patterns of people have fifteen signs': sabotage('preview', (template) => {
    rewritePrincipals(template, 'uploads', (text) => text.replace(/_\?{16}$/, `_${'?'.repeat(15)}`));
  }),
  "the patterns of people forget Identity Center's Region": sabotage('shop', (template) => {
    rewritePrincipals(template, 'images', (text) => text.replace('sso.amazonaws.com/*/', 'sso.amazonaws.com/'));
  }),
  'the patterns of roles forget the path': sabotage('shop', (template) => {
    rewritePrincipals(template, 'images', (text) => text.replace(':role/app/', ':role/*'));
  }),
  'the patterns of roles end in `*`': sabotage('shop', (template) => {
    rewritePrincipals(template, 'images', (text) => text.replace(/:role\/app\/shop$/, ':role/app/shop*'));
  }),
  'the patterns name no account': sabotage('shop', (template) => {
    rewritePrincipals(template, 'orders', (text) => text.replace(/iam::\d{12}:/, 'iam::*:'));
  }),
  'those on the list are denied, and not the others': sabotage('shop', (template) => {
    const own = condition(ofBucket(template, 'orders'), 'OnlyReadersRead');
    own['ArnLike'] = own['ArnNotLike'] ?? {};
    delete own['ArnNotLike'];
  }),
  'readers write': sabotage('shop', (template) => {
    const statements = ofBucket(template, 'orders');
    statement(statements, 'OnlyWritersWrite').Condition = condition(statements, 'OnlyReadersRead');
  }),
  'writers read': sabotage('shop', (template) => {
    const statements = ofBucket(template, 'orders');
    statement(statements, 'OnlyReadersRead').Condition = condition(statements, 'OnlyWritersWrite');
  }),
  'readers of other accounts write': sabotage('shop', (template) => {
    const own = statement(ofBucket(template, 'orders'), 'Readers');
    own.Action = [own.Action ?? [], 's3:PutObject'].flat();
    drop(ofBucket(template, 'orders'), 'OnlyWritersWrite');
  }),
  'nobody is denied reading': sabotage('shop', (template) => {
    drop(ofBucket(template, 'images'), 'OnlyReadersRead');
  }),
  'everybody lists': sabotage('shop', (template) => {
    drop(ofBucket(template, 'images'), 'OnlyReadersList');
  }),
  'the denies of objects are for the bucket': sabotage('billing', (template) => {
    const statements = ofBucket(template, 'invoices');
    const own = statement(statements, 'OnlyWritersWrite');
    own.Resource = rewrite(own.Resource, (text) => text.replace('/*', ''));
  }),
  'everybody is let in, and services are spared': sabotage('shop', (template) => {
    ofBucket(template, 'orders').push(OPEN);
  }),
  'the wrong account is let in': sabotage('shop', (template) => {
    const own = statement(ofBucket(template, 'orders'), 'Readers');
    own.Principal = rewrite(own.Principal, (text) => text.replace(/\d{12}/, world.managementAccount));
  }),
  'plain HTTP works': sabotage('shop', (template) => {
    drop(ofBucket(template, 'orders'), 'OnlyTls');
  }),
  'the store that is closed is open': sabotage('newsletter', (template) => {
    drop(ofBucket(template, 'subscribers'), 'ClosedForEverybody');
  }),
  'the store that is closed can be listed': sabotage('newsletter', (template) => {
    drop(ofBucket(template, 'subscribers'), 'ListedForNobody');
  }),
  'the key of what is closed still decrypts': sabotage('newsletter', (template) => {
    const statements = ofKey(template);
    drop(statements, 'ClosedForEverybody');
    const own = statement(statements, 'Administration');
    own.Action = [own.Action ?? [], 'kms:Decrypt'].flat();
  }),
  'the key works without S3': sabotage('shop', (template) => {
    dropKey(ofKey(template), 'UseForStore1', 'StringEquals', 'kms:ViaService');
  }),
  'the key works for every bucket': sabotage('shop', (template) => {
    delete condition(ofKey(template), 'UseForStore1')['StringLike'];
  }),
  'the key works for buckets whose name begins like that': sabotage('shop', (template) => {
    const own = condition(ofKey(template), 'UseForStore2');
    own['StringLike'] = rewrite(own['StringLike'], (text) => text.replace(/\/\*$/, '*')) as Record<string, unknown>;
  }),
  'the key works for everybody in the account': sabotage('shop', (template) => {
    delete condition(ofKey(template), 'UseForStore1')['ArnLike'];
  }),
  'the key works for nobody elsewhere': sabotage('shop', (template) => {
    const own = statement(ofKey(template), 'UseForStore1');
    own.Principal = statement(ofKey(template), 'UseForStore2').Principal;
  }),
  'the key does not decrypt the parts of an upload': sabotage('shop', (template) => {
    statement(ofKey(template), 'UseForStore1').Action = 'kms:GenerateDataKey';
  }),
  'administrators have the whole key': sabotage('shop', (template) => {
    statement(ofKey(template), 'Administration').Action = 'kms:*';
  }),
  'administrators let others use the key': sabotage('shop', (template) => {
    const own = statement(ofKey(template), 'Administration');
    own.Action = [own.Action ?? [], 'kms:CreateGrant'].flat();
  }),
  'the role may do everything with its stores': sabotage('shop', (template) => {
    statement(ofRole(template), 'WriteObjects').Action = 's3:*';
  }),
  'the role does not reach what it has been granted': sabotage('analytics', (template) => {
    drop(ofRole(template), 'UseKeys2');
  }),
  'the role may not use its key': sabotage('shop', (template) => {
    drop(ofRole(template), 'UseKeys1');
  }),
  'the role may not list': sabotage('billing', (template) => {
    drop(ofRole(template), 'ReadBuckets');
  }),
  'any environment of the repository runs as it': sabotage('shop', (template) => {
    const own = condition(ofTrust(template), 'GitHub');
    own['StringLike'] = { [SUBJECT]: 'repo:example@1001/shop@2001:*' };
    delete own['StringEquals']?.[SUBJECT];
  }),
  'tokens for others are taken': sabotage('shop', (template) => {
    dropKey(ofTrust(template), 'GitHub', 'StringEquals', AUDIENCE);
  }),
  'every workflow of everybody runs as it': sabotage('preview', (template) => {
    dropKey(ofTrust(template), 'GitHub', 'StringEquals', SUBJECT);
  }),
  'a second workflow is forgotten': sabotage('preview', (template) => {
    const own = condition(ofTrust(template), 'GitHub')['StringEquals'] ?? {};
    own[SUBJECT] = [own[SUBJECT]].flat()[0];
  }),
  'tasks of every account run as it': sabotage('shop', (template) => {
    delete statement(ofTrust(template), 'Ecs').Condition;
  }),
  'pods of every namespace run as it': sabotage('analytics', (template) => {
    dropKey(ofTrust(template), 'Pod1', 'StringEquals', 'aws:RequestTag/kubernetes-namespace');
  }),
  'pods of every cluster run as it': sabotage('analytics', (template) => {
    dropKey(ofTrust(template), 'Pod1', 'StringEquals', 'aws:RequestTag/eks-cluster-name');
  }),
  'pods have no tags': sabotage('analytics', (template) => {
    statement(ofTrust(template), 'Pod1').Action = 'sts:AssumeRole';
  }),
  'everybody in the account runs as it': sabotage('billing', (template) => {
    const [, account = ''] = /iam::(\d{12}):/.exec(JSON.stringify(template)) ?? [];
    statement(ofTrust(template), 'Lambda').Principal = { AWS: `arn:aws:iam::${account}:root` };
  }),
  'instances run as it, too': sabotage('billing', (template) => {
    statement(ofTrust(template), 'Lambda').Principal = { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] };
  }),
};

test('without sabotage, there is nothing to notice', () => {
  expect(deployed.flatMap(applicationFaults)).toEqual([]);
});

test.each(Object.entries(STRUCTURE))('%s: the assertions notice it', (_, edited) => {
  expect(edited.flatMap(applicationFaults)).not.toEqual([]);
});

testWithOracle.each(Object.entries(POLICIES))('%s: the tables notice it', async (_, edited) => {
  expect(await noticed(edited)).toBeDefined();
});

/** A key that is missing in anonymous requests: the deny must not need it. */
testWithOracle(
  'a bucket policy that lets everybody in lets nobody anonymous in, unless the deny needs the key',
  async () => {
    const open = sabotage('shop', (template) => void ofBucket(template, 'orders').push(OPEN));
    const spared = sabotage('shop', (template) => {
      const statements = ofBucket(template, 'orders');
      statements.push(OPEN);
      for (const sid of ['OnlyReadersRead', 'OnlyReadersList']) {
        const own = condition(statements, sid);
        own['Bool'] = own['BoolIfExists'] ?? {};
        delete own['BoolIfExists'];
      }
    });
    const anonymously = async (edited: readonly DeployedApplication[]): Promise<readonly string[]> => {
      const { stores, permissions } = worldOf(organization, world, edited);
      const [orders] = stores.filter(({ application, store }) => application === 'shop' && store === 'orders');
      if (orders === undefined) throw new Error('the example has no orders');
      const callers = callersOf(orders, organization, permissions, false).filter(({ id }) => id === 'anonymous');
      return findDifferences(oracle(), world, questionsOn(orders, callers), 'unguarded');
    };
    expect(await anonymously(open)).toEqual([]);
    expect(await anonymously(spared)).toEqual([
      'possible: shop/orders: anonymous: getObject',
      'possible: shop/orders: anonymous: list',
    ]);
  },
);
