import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An ordinary Spark job: reads two CSV files, joins them and writes Parquet. It knows no Sluice. */
public class SalesJob {

  public static void main(String[] args) {
    String dir = args[0];
    SparkSession spark = SparkSession.builder().appName("sales").getOrCreate();
    Dataset<Row> orders =
        spark.read().option("header", true).option("inferSchema", true).csv(dir + "/orders.csv");
    Dataset<Row> customers =
        spark.read().option("header", true).option("inferSchema", true).csv(dir + "/customers.csv");
    orders
        .join(customers, "customer_id")
        .selectExpr("order_id", "amount * 2 as doubled", "name as customer")
        .write()
        .mode("overwrite")
        .parquet(dir + "/report");
    spark.stop();
  }
}
