package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The code of a job, from {@code sql}, {@code sourceCode} and {@code sourceCodeLocation}.
 *
 * @param language SQL, python, java …, or the dialect of the SQL; empty if not said
 * @param text the code, empty if not sent
 * @param location where it lies, empty if not said
 */
public record SourceCode(String language, String text, Optional<Location> location) {

  /**
   * Where code lies.
   *
   * @param url its URL
   * @param type git …, empty if not said
   * @param repository the repository's URL, empty if not said
   * @param path the path in it, empty if not said
   * @param version the commit, empty if not said
   * @param branch the branch, empty if not said
   * @param tag the tag, empty if not said
   * @param pullRequest the pull request's number, empty if not said
   */
  public record Location(
      String url,
      String type,
      String repository,
      String path,
      String version,
      String branch,
      String tag,
      String pullRequest) {}

  /** The code that the job facets hold or point to, if they do. */
  public static Optional<SourceCode> in(ObjectNode jobFacets) {
    ObjectNode sql = Lenient.facet(jobFacets, "sql");
    ObjectNode code = Lenient.facet(jobFacets, "sourceCode");
    Optional<Location> location = location(Lenient.facet(jobFacets, "sourceCodeLocation"));
    Optional<String> query = Lenient.text(sql, "query");
    if (query.isPresent()) {
      return Optional.of(
          new SourceCode(Lenient.text(sql, "dialect").orElse("SQL"), query.get(), location));
    }
    Optional<String> source = Lenient.text(code, "sourceCode");
    return source.isEmpty() && location.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SourceCode(Lenient.textOrEmpty(code, "language"), source.orElse(""), location));
  }

  private static Optional<Location> location(@Nullable ObjectNode facet) {
    return Lenient.text(facet, "url")
        .map(
            url ->
                new Location(
                    url,
                    Lenient.textOrEmpty(facet, "type"),
                    Lenient.textOrEmpty(facet, "repoUrl"),
                    Lenient.textOrEmpty(facet, "path"),
                    Lenient.textOrEmpty(facet, "version"),
                    Lenient.textOrEmpty(facet, "branch"),
                    Lenient.textOrEmpty(facet, "tag"),
                    Lenient.scalar(facet, "pullRequestNumber").orElse("")));
  }
}
