package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import java.sql.SQLException;
import java.util.Set;

/** What PostgreSQL's failures mean, in words that quote no data. */
final class Failures {

  private static final int LONGEST = 300;

  /** Too many connections; shutting down, crashed, starting. */
  private static final Set<String> AWAY = Set.of("53300", "57P01", "57P02", "57P03");

  private Failures() {}

  /** Whether the server, rather than the statement, is what failed. */
  static boolean isAway(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08") || AWAY.contains(state);
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }

  /**
   * Messages about values quote them, and functions of the user's raise what they like: these are
   * told by their kind only.
   */
  static String words(SQLException failure) {
    String state = state(failure);
    if (state.startsWith("08")) {
      return "the connection to PostgreSQL broke";
    }
    if (state.startsWith("P0")) {
      return "a function of the database raised an error (" + state + ")";
    }
    if (state.startsWith("22") || state.startsWith("23")) {
      return value(state);
    }
    return state.isEmpty()
        ? cut(String.valueOf(failure.getMessage()))
        : "PostgreSQL: " + cut(primary(String.valueOf(failure.getMessage())));
  }

  /** The message itself, without its severity and what stands on further lines. */
  private static String primary(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.startsWith("ERROR: ") ? line.substring("ERROR: ".length()) : line;
  }

  private static String value(String state) {
    return switch (state) {
      case "22003" -> "PostgreSQL: a number is out of range";
      case "22012" -> "PostgreSQL: division by zero";
      case "22001" -> "PostgreSQL: a text is too long";
      case "22007", "22008" -> "PostgreSQL: a value is not a date or a time that it can hold";
      case "22P02", "22018" -> "PostgreSQL: a text cannot be read as the type that is asked for";
      case "2201B" -> "PostgreSQL: it does not understand the pattern";
      default -> "PostgreSQL: a value does not fit (" + state + ")";
    };
  }

  private static String cut(String words) {
    String line = words.replace('\n', ' ').strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** Why a connection was not made. */
  static EvaluationException notConnected(DatabaseConnection to, SQLException failure) {
    String state = state(failure);
    if (state.startsWith("28")) {
      return new EvaluationException(
          Kind.SOURCE_UNREADABLE,
          "the database at " + to.address() + " refuses user '" + to.user() + "' or its password",
          failure);
    }
    if (state.equals("3D000")) {
      return new EvaluationException(
          Kind.SOURCE_NOT_FOUND, "there is no database at " + to.address(), failure);
    }
    if (state.startsWith("42")) {
      return new EvaluationException(
          Kind.SOURCE_UNREADABLE,
          "user '" + to.user() + "' may not connect to the database at " + to.address(),
          failure);
    }
    return state.equals("53300")
        ? new EvaluationException(
            Kind.SOURCE_UNREADABLE, to.address() + " has no connection left", failure)
        : new EvaluationException(
            Kind.SOURCE_NOT_FOUND,
            "the database at " + to.address() + " cannot be reached",
            failure);
  }
}
