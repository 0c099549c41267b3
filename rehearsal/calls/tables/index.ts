import type { CallTable } from '../call';
import { accountChanges, quarantine } from './account';
import { applicationStores } from './applications';
import { backups } from './backups';
import { baseline } from './baseline';
import { accessKeys, iamUsers, identityProviders } from './credentials';
import { mfaForDestruction, tags } from './dynamodb';
import { kmsKeys } from './kms';
import { publicFunctionUrls } from './lambda';
import { tls } from './perimeter';
import { unapprovedRegions } from './regions';
import { permissionsBoundary, platformRoles } from './roles';
import { logArchive, logArchiveData, longLocks } from './s3';

/** Every table of calls, by its guardrail. */
export const TABLES: ReadonlyMap<string, CallTable> = new Map(
  [
    accessKeys,
    accountChanges,
    applicationStores,
    backups,
    baseline,
    identityProviders,
    iamUsers,
    kmsKeys,
    logArchive,
    logArchiveData,
    longLocks,
    mfaForDestruction,
    permissionsBoundary,
    platformRoles,
    publicFunctionUrls,
    quarantine,
    tags,
    tls,
    unapprovedRegions,
  ].map((table) => [table.guardrail, table]),
);
