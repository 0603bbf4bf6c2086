package io.sluice.quality.server.ruleset;

import io.sluice.catalog.model.DatasetId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule set, as it was sent.
 *
 * @param name the rule set's name, which is its gate's
 * @param version its number, from 1
 * @param text the document
 * @param mediaType its type
 * @param dataset what the rule set's current version is about
 * @param warnings what could not be checked when it was saved
 * @param createdAt when it was saved
 * @param createdBy who saved it
 */
public record RuleSetVersion(
    String name,
    int version,
    String text,
    String mediaType,
    @Nullable DatasetId dataset,
    List<String> warnings,
    Instant createdAt,
    String createdBy) {

  /** Copies the warnings. */
  public RuleSetVersion {
    warnings = List.copyOf(warnings);
  }
}
