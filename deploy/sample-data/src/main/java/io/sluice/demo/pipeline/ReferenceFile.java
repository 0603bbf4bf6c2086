package io.sluice.demo.pipeline;

import io.sluice.demo.lineage.LineageDataset;
import io.sluice.demo.lineage.LineageDataset.Field;
import io.sluice.demo.warehouse.ReferenceTable.TableColumn;
import java.util.List;

/**
 * A public file, the gate before it, and the table made from it.
 *
 * @param file the file's name
 * @param gate its gate
 * @param fields the file's columns
 * @param table the table's name
 * @param columns the table's columns
 * @param query the query that makes the rows; {@code $file} stands for the file
 */
public record ReferenceFile(
    String file,
    String gate,
    List<Field> fields,
    String table,
    List<TableColumn> columns,
    String query) {

  /** Flights within the USA, first half of 2001; three million rows become one per airport. */
  public static final ReferenceFile FLIGHTS =
      new ReferenceFile(
          "flights-3m.parquet",
          "flights",
          List.of(
              new Field("date", "timestamp"),
              new Field("delay", "integer"),
              new Field("distance", "integer"),
              new Field("origin", "string"),
              new Field("destination", "string")),
          "flights_by_origin",
          List.of(
              new TableColumn("origin", "text", "origin"),
              new TableColumn("flights", "bigint", "date"),
              new TableColumn("mean_delay", "double precision", "delay"),
              new TableColumn("mean_distance", "double precision", "distance")),
          """
          select origin, count(*), round(avg(delay), 2), round(avg(distance), 1)
          from read_parquet($file) group by origin order by origin
          """);

  /** Films with all the mess of a list kept by hand. */
  public static final ReferenceFile MOVIES =
      new ReferenceFile(
          "movies.json",
          "movies",
          List.of(
              new Field("Title", "json"),
              new Field("US Gross", "integer"),
              new Field("Worldwide Gross", "integer"),
              new Field("US DVD Sales", "integer"),
              new Field("Production Budget", "integer"),
              new Field("Release Date", "string"),
              new Field("MPAA Rating", "string"),
              new Field("Running Time min", "integer"),
              new Field("Distributor", "string"),
              new Field("Source", "string"),
              new Field("Major Genre", "string"),
              new Field("Creative Type", "string"),
              new Field("Director", "string"),
              new Field("Rotten Tomatoes Rating", "integer"),
              new Field("IMDB Rating", "double"),
              new Field("IMDB Votes", "integer")),
          "movies",
          List.of(
              new TableColumn("title", "text", "Title"),
              new TableColumn("released", "date", "Release Date"),
              new TableColumn("worldwide_gross", "bigint", "Worldwide Gross"),
              new TableColumn("rating", "double precision", "IMDB Rating")),
          // Two-digit years were widened wrongly in the source: no film of 1998 opens in 2046.
          """
          select title, case when year(released) > 2011
                             then released - interval 100 year else released end::date,
                 gross, rating
          from (select json_extract_string("Title"::json, '$') as title,
                       strptime("Release Date", '%b %d %Y') as released,
                       "Worldwide Gross" as gross, "IMDB Rating" as rating
                from read_json($file))
          where title is not null
          """);

  /** The airports of the USA. */
  public static final ReferenceFile AIRPORTS =
      new ReferenceFile(
          "airports.csv",
          "airports",
          List.of(
              new Field("iata", "string"),
              new Field("name", "string"),
              new Field("city", "string"),
              new Field("state", "string"),
              new Field("country", "string"),
              new Field("latitude", "double"),
              new Field("longitude", "double")),
          "airports",
          List.of(
              new TableColumn("iata", "text", "iata"),
              new TableColumn("name", "text", "name"),
              new TableColumn("state", "text", "state"),
              new TableColumn("latitude", "double precision", "latitude"),
              new TableColumn("longitude", "double precision", "longitude")),
          """
          select iata, trim(name), nullif(state, 'NA'), latitude, longitude
          from read_csv($file, header = true) order by iata
          """);

  /** Copies the lists. */
  public ReferenceFile {
    fields = List.copyOf(fields);
    columns = List.copyOf(columns);
  }

  /** All of them, in the order in which they are loaded. */
  public static List<ReferenceFile> all() {
    return List.of(AIRPORTS, MOVIES, FLIGHTS);
  }

  /** The file as a dataset. */
  public LineageDataset source(Datasets datasets) {
    return datasets.reference(file, fields);
  }

  /** The table as a dataset. */
  public LineageDataset target(Datasets datasets) {
    return datasets.table(
        table,
        columns.stream()
            .map(column -> new Field(column.name(), logicalType(column.type())))
            .toList());
  }

  private static String logicalType(String postgresType) {
    return switch (postgresType) {
      case "bigint" -> "integer";
      case "double precision" -> "double";
      case "date" -> "date";
      default -> "string";
    };
  }
}
