package io.sluice.quality.server.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.verdict.Reason;
import io.sluice.quality.verdict.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reason as answers show it; what does not apply is left out.
 *
 * @param code its kind
 * @param rule the rule it is about
 * @param dataset the dataset it is about
 * @param path from that dataset to this one, as lineage's node names
 * @param message in words
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReasonView(
    ReasonCode code,
    @Nullable String rule,
    @Nullable DatasetId dataset,
    List<String> path,
    String message) {

  private static final int LONGEST_MESSAGE = 500;
  private static final int LONGEST_PATH = 4_000;
  private static final int ALL = 14_000;

  /** Copies the path. */
  public ReasonView {
    path = List.copyOf(path);
  }

  /** The first reasons, as many as an answer has room for. */
  public static List<ReasonView> of(List<Reason> reasons) {
    List<ReasonView> shown = new ArrayList<>();
    int room = ALL;
    for (Reason reason : reasons) {
      ReasonView view = of(reason);
      room -= view.length();
      if (room < 0 && !shown.isEmpty()) {
        break;
      }
      shown.add(view);
    }
    return shown;
  }

  private int length() {
    int own = 120 + message.length() + (rule == null ? 0 : rule.length());
    return own + path.stream().mapToInt(node -> node.length() + 3).sum();
  }

  private static ReasonView of(Reason reason) {
    return new ReasonView(
        reason.code(),
        reason.rule(),
        reason.dataset(),
        shortened(reason.path()),
        shortened(reason.message()));
  }

  private static String shortened(String message) {
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE - 1) + "…"
        : message;
  }

  /** A path too long to show keeps its ends. */
  private static List<String> shortened(List<String> path) {
    if (path.stream().mapToInt(String::length).sum() <= LONGEST_PATH) {
      return path;
    }
    return List.of(shortened(path.get(0)), "…", shortened(path.get(path.size() - 1)));
  }
}
