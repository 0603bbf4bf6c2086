package io.sluice.quality.sdk.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A table whose columns line up, with free lines between its rows. */
public final class TextTable {

  /** How a column is laid out. */
  public enum Align {
    LEFT,
    RIGHT
  }

  /**
   * One cell: its text, and how it is coloured once it has been padded.
   *
   * @param text the text, printable
   * @param paint colours the padded text
   */
  public record Cell(String text, UnaryOperator<String> paint) {
    /** A cell without colour. */
    public static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }
  }

  private record Row(List<Cell> cells, List<String> notes) {}

  private final List<String> headings;
  private final List<Align> aligns;
  private final List<Integer> limits;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A table.
   *
   * @param headings the columns' headings
   * @param aligns how each column is aligned
   * @param limits the widest each column may get
   */
  public TextTable(List<String> headings, List<Align> aligns, List<Integer> limits) {
    this.headings = List.copyOf(headings);
    this.aligns = List.copyOf(aligns);
    this.limits = List.copyOf(limits);
  }

  /** Adds a row and the lines to print below it, as they are. */
  public void row(List<Cell> cells, List<String> notes) {
    rows.add(new Row(List.copyOf(cells), List.copyOf(notes)));
  }

  /** The lines of the table, headings first, without blanks at their ends. */
  public List<String> lines(String indent, UnaryOperator<String> headingPaint) {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    lines.add(
        indent + line(headings.stream().map(h -> new Cell(h, headingPaint)).toList(), widths));
    for (Row row : rows) {
      lines.add(indent + line(row.cells(), widths));
      lines.addAll(row.notes());
    }
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      int widest = TextWidth.of(headings.get(i));
      for (Row row : rows) {
        widest = Math.max(widest, TextWidth.of(row.cells().get(i).text()));
      }
      widths[i] = Math.min(widest, limits.get(i));
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    int last = cells.size() - 1;
    while (last > 0 && cells.get(last).text().isEmpty()) {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      String text = TextWidth.cut(cells.get(i).text(), widths[i]);
      boolean right = aligns.get(i) == Align.RIGHT;
      // The last column is not padded, so that no line ends in blanks.
      String padded =
          right
              ? TextWidth.padLeft(text, widths[i])
              : i == last ? text : TextWidth.padRight(text, widths[i]);
      line.append(i == 0 ? "" : "  ").append(cells.get(i).paint().apply(padded));
    }
    return line.toString();
  }
}
