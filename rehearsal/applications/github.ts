import { applicationPlaces } from '../../lib/model/access';
import { GITHUB } from '../../lib/model/names';
import type { Application } from '../../lib/model/organization';
import { required } from '../../lib/aws/required';
import { MODULES, type RehearsalClients } from '../aws/clients';
import { credentialsOf } from '../aws/issued-credentials';
import { send } from '../aws/send';
import { readAnswer } from '../calls/read-answer';
import { expectAnswers } from '../evidence/expect-answer';
import type { ApplicationStage } from './stage';
import { reads, writes } from './store-calls';
import { applicationRoleArn, numberOf, storesOf } from './stores';

type Results = readonly (string | null)[];

/** Workflows with the subjects that a file names become the application, and reach its stores; others do not. */
export async function tryWorkflows(
  { key, runsOn: { github: subjects } }: Application,
  account: string,
  stage: ApplicationStage,
): Promise<Results> {
  const { organization, sessions } = stage;
  const role = applicationRoleArn(numberOf(organization, account), key);
  const enter = (subject: string, audience = GITHUB.audience) =>
    assumeWith(sessions.management, role, tokenOf(subject, audience));
  const others = organization.applications.flatMap(({ runsOn }) => runsOn.github);
  const strangers = [...subjects.flatMap((one) => [`${one}-2`, one.replace(/:[^:]+$/, ':other')]), ...others].filter(
    (one) => !subjects.includes(one),
  );
  return withoutOtherProviders(account, stage, async () => {
    const results: (string | null)[] = [];
    for (const subject of subjects) {
      const { Credentials } = await enter(subject);
      const clients = sessions.of(credentialsOf(Credentials));
      const caller = { label: `the workflow ${subject}`, clients };
      const stores = storesOf(organization).filter((store) => store.application === key && store.account === account);
      for (const store of stores.filter(({ isOpen }) => isOpen))
        results.push(...(await expectAnswers('permitted', [caller], [...writes(store), ...reads(store).slice(2)])));
      results.push(await expectRefusal(enter(subject, 'another audience'), `${subject} with another audience`, key));
    }
    for (const subject of strangers) results.push(await expectRefusal(enter(subject), subject, key));
    return results;
  });
}

async function expectRefusal(attempt: Promise<unknown>, who: string, key: string): Promise<string | null> {
  const answer = await readAnswer(attempt);
  const isRefused =
    answer.kind === 'denied' || (answer.kind === 'failed' && answer.message.startsWith('InvalidIdentityToken'));
  return isRefused ? null : `the workflow ${who} becomes the application ${key}: ${JSON.stringify(answer)}`;
}

/** A token with a signature that nobody has made: the emulator reads the claims only. */
function tokenOf(sub: string, aud: string): string {
  const exp = Math.floor(Date.now() / 1_000) + 600;
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { iss: `https://${GITHUB.host}`, sub, aud, exp },
  ];
  return [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), 'none'].join('.');
}

/** The call is not signed on AWS. An emulator that enforces policies denies calls without a key. */
async function assumeWith({ sts }: Pick<RehearsalClients, 'sts'>, RoleArn: string, WebIdentityToken: string) {
  const command = new MODULES.sts.AssumeRoleWithWebIdentityCommand({
    ...{ RoleArn, RoleSessionName: 'rehearsal', WebIdentityToken },
  });
  command.middlewareStack.add(
    (next) => (call) => {
      const { headers } = call.request as { headers: Record<string, string> };
      headers['authorization'] = UNSIGNED;
      return next(call);
    },
    { step: 'build', name: 'nameKey' },
  );
  return sts.send(command);
}

const UNSIGNED =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=none';

/** For an issuer, the emulator takes the provider of the first account that has one. */
async function withoutOtherProviders(
  account: string,
  { organization, sessions }: ApplicationStage,
  act: () => Promise<Results>,
): Promise<Results> {
  const others = [
    ...new Set(
      applicationPlaces(organization)
        .filter((place) => place.application.runsOn.github.length > 0 && place.account !== account)
        .map((place) => numberOf(organization, place.account)),
    ),
  ];
  const restore: (() => Promise<unknown>)[] = [];
  for (const number of others) {
    const root = await sessions.root(number);
    const arn = { OpenIDConnectProviderArn: `arn:aws:iam::${number}:oidc-provider/${GITHUB.host}` };
    const { Url, ClientIDList, ThumbprintList } = await send(root, 'iam:GetOpenIDConnectProvider', arn);
    await send(root, 'iam:DeleteOpenIDConnectProvider', arn);
    const provider = { Url: `https://${required(Url, 'the URL of the provider')}`, ClientIDList, ThumbprintList };
    restore.push(() => send(root, 'iam:CreateOpenIDConnectProvider', provider));
  }
  try {
    return await act();
  } finally {
    for (const one of restore) await one();
  }
}
