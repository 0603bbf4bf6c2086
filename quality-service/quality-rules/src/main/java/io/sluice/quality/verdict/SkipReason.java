package io.sluice.quality.verdict;

/** Why a rule was not judged. */
public enum SkipReason {
  /** Its author switched it off. */
  DISABLED,
  /** It needs more history than there is. */
  NO_EVIDENCE
}
