package io.sluice.quality.server.problem;

import io.sluice.problem.ProblemException;
import io.sluice.problem.ProblemType;
import io.sluice.quality.rule.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The problems that only quality-server has. */
public enum QualityProblem implements ProblemType {
  INVALID_RULE_SET("invalid-rule-set", 422, "The document is not a valid rule set"),
  INVALID_CHECK("invalid-check", 422, "The check request is not valid"),
  INVALID_QUESTION("invalid-question", 422, "The question to the gate is not valid"),
  INVALID_CONNECTION("invalid-connection", 422, "The connection is not valid"),
  NOT_YET("not-yet-supported", 422, "This part of the request is not supported yet"),
  SOURCE_REFUSED("source-refused", 422, "The source cannot be read"),
  KEY_REUSED("idempotency-key-reused", 422, "The idempotency key belongs to another request"),
  UNKNOWN_RULE_SET("unknown-rule-set", 404, "There is no such rule set"),
  UNKNOWN_GATE("unknown-gate", 404, "There is no such gate"),
  UNKNOWN_EVALUATION("unknown-evaluation", 404, "There is no such evaluation"),
  UNKNOWN_HALT("unknown-halt", 404, "There is no such halt"),
  UNKNOWN_CONNECTION("unknown-connection", 404, "There is no such connection"),
  NOT_OWNER("not-owner", 403, "Only owners of the dataset may do this"),
  OUT_OF_SCOPE("out-of-scope", 403, "The token is confined to other datasets"),
  ALREADY_OVER("already-over", 409, "It is over already"),
  VERSION_CHANGED("version-changed", 412, "The rule set has changed meanwhile"),
  CATALOG_UNAVAILABLE("catalog-unavailable", 503, "The catalog cannot be asked at the moment"),
  BUSY("busy", 503, "Too much is under way at the moment"),
  CHECK_TIMED_OUT("check-timed-out", 504, "The check took too long");

  private static final int MOST_FAULTS = 100;

  private final String slug;
  private final int status;
  private final String title;

  QualityProblem(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  /** This problem with what is wrong and where; the first fault's place stands at the top too. */
  public ProblemException with(List<Fault> faults) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    Fault first = faults.get(0);
    extensions.put("pointer", first.pointer());
    if (first.line() > 0) {
      extensions.put("line", first.line());
      extensions.put("column", first.column());
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (Fault fault : faults.subList(0, Math.min(faults.size(), MOST_FAULTS))) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("pointer", fault.pointer());
      one.put("line", fault.line());
      one.put("column", fault.column());
      one.put("message", fault.message());
      one.put("hint", fault.hint());
      all.add(one);
    }
    extensions.put("faults", all);
    return new ProblemException(this, first.message(), extensions);
  }
}
