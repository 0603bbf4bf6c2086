package io.sluice.quality.server.ruleset;

import io.sluice.catalog.model.DatasetId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule set as answers show it.
 *
 * @param name the rule set
 * @param version its number
 * @param dataset what the rule set is about
 * @param mediaType the document's type
 * @param text the document as it was sent; left out of lists
 * @param warnings what could not be checked when it was saved
 * @param fidelity how truly each rule of a Great Expectations suite is judged; left out of lists,
 *     empty for rule sets of our own
 * @param createdAt when it was saved
 * @param createdBy who saved it
 * @param links where to go from here
 */
public record RuleSetView(
    String name,
    int version,
    @Nullable DatasetId dataset,
    String mediaType,
    @Nullable String text,
    List<String> warnings,
    List<RuleFidelity> fidelity,
    Instant createdAt,
    String createdBy,
    Map<String, String> links) {

  /** Copies the collections. */
  public RuleSetView {
    warnings = List.copyOf(warnings);
    fidelity = List.copyOf(fidelity);
    links = Map.copyOf(links);
  }

  static RuleSetView of(RuleSetVersion version, boolean withText, URI base) {
    String self = base + "/api/quality/v1/rulesets/" + version.name();
    return new RuleSetView(
        version.name(),
        version.version(),
        version.dataset(),
        version.mediaType(),
        withText ? version.text() : null,
        version.warnings(),
        withText ? RuleFidelity.of(version.text()) : List.of(),
        version.createdAt(),
        version.createdBy(),
        Map.of(
            "self", self + "/versions/" + version.version(),
            "current", self,
            "versions", self + "/versions",
            "gate", base + "/api/quality/v1/gates/" + version.name()));
  }
}
