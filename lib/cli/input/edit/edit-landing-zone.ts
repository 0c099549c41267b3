import { join } from 'node:path';
import { LANDING_ZONE } from '../find-organization';
import { editFile, type EditedFile, type FileEdit } from './edit-file';

/** Changes `landing-zone.yaml` of a folder, see `editFile`. */
export function editLandingZone(folder: string, edit: FileEdit): EditedFile {
  return editFile(join(folder, LANDING_ZONE), edit);
}
