package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a list of names, as text that may stand in a URL. */
public final class NameCursor {

  private NameCursor() {}

  /** The place after a name. */
  public static String write(DatasetId name) {
    // No name holds a NUL.
    String text = name.namespace() + '\0' + name.name();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The name after which the list goes on.
   *
   * @throws ProblemException 400 if that is not what {@link #write} wrote
   */
  public static @Nullable DatasetId read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      if (end > 0) {
        return new DatasetId(text.substring(0, end), text.substring(end + 1));
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as any other text that is no cursor.
    }
    throw new ProblemException(
        CommonProblem.INVALID_REQUEST,
        "the cursor is not one of ours",
        Map.of("parameter", "cursor"));
  }
}
