package io.sluice.quality.server.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.check.CheckRequest;
import io.sluice.quality.check.ReportJson;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.check.SourceResolver;
import io.sluice.quality.engine.Source;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.server.batch.BatchMatching;
import io.sluice.quality.server.catalog.CatalogClient;
import io.sluice.quality.server.catalog.CatalogDataset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the data of a batch: where the request says, else where the rule set says, else where the
 * catalog has it. Files are confined to the data roots, and databases to those registered, by the
 * resolver.
 */
@ApplicationScoped
public class BatchSource {

  private final CatalogClient catalog;
  private final SourceResolver resolver;

  /** Asks the given catalog and confines files with the given resolver. */
  @Inject
  public BatchSource(CatalogClient catalog, SourceResolver resolver) {
    this.catalog = catalog;
    this.resolver = resolver;
  }

  /** Thrown when nothing says where a batch is. */
  public static final class NoSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSourceException(String message) {
      super(message);
    }
  }

  /**
   * The data of the question's batch.
   *
   * @throws NoSourceException if nobody says where it is
   * @throws SourceRefusedException if it is not a place to read from
   */
  public Source find(RuleSet rules, @Nullable DatasetId dataset, Question question) {
    String batch = question.batch().equals(BatchMatching.WHOLE) ? null : question.batch();
    if (question.source() != null) {
      return resolve(question.source(), batch);
    }
    if (rules.source() != null) {
      return resolver.source(rules.source(), batch);
    }
    Optional<JsonNode> location =
        dataset == null
            ? Optional.empty()
            : catalog.find(dataset).flatMap(CatalogDataset::location);
    if (location.isEmpty()) {
      throw new NoSourceException(
          "nothing says where the data is: give the request a source, the rule set a source or the"
              + " dataset a location in the catalog");
    }
    return resolve(location.get(), batch);
  }

  private Source resolve(JsonNode source, @Nullable String batch) {
    CheckRequest request = read(source);
    if (request.inline() != null) {
      return request.inline();
    }
    SourceSpec files = Objects.requireNonNull(request.files(), "a request has one source");
    return resolver.source(files, batch);
  }

  /**
   * Reads a source as check requests write it, by the one reader of those; a fault's pointer begins
   * with {@code /source}.
   *
   * @throws io.sluice.quality.rule.RuleSyntaxException if it is no source
   */
  public static CheckRequest read(JsonNode source) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("source", source);
    request.putArray("rules").addObject().put("assert", "row_count >= 0");
    return ReportJson.readRequest(request.toString());
  }
}
