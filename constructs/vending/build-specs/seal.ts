/**
 * A number for all files of the plan, whatever their names. What is deployed must have the number that the judge saw: the
 * artifact of a plan lies in a bucket to which later plans write, too. Empty where there is no plan.
 */
export const SEAL_OF_PLAN =
  '$(cd "${CODEBUILD_SRC_DIR_plan:?}" && find . ! -type d -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-64)';
