package io.sluice.catalog;

import static io.sluice.catalog.CatalogClient.BASE;
import static io.sluice.catalog.CatalogClient.as;
import static io.sluice.catalog.CatalogClient.register;
import static io.sluice.catalog.CatalogClient.unique;
import static io.sluice.catalog.CatalogTokens.ADMIN;
import static io.sluice.catalog.CatalogTokens.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.PostgresResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Several callers at the same thing at once. */
@QuarkusTest
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = PostgresResource.ROLE, value = "catalog"))
@WithTestResource(CatalogTokens.class)
class ConcurrencyTest {

  private static final int CALLERS = 8;

  private static <T> List<T> atOnce(IntFunction<Callable<T>> caller) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      CyclicBarrier start = new CyclicBarrier(CALLERS);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Callable<T> call = caller.apply(i);
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void registersADatasetOnce() throws Exception {
    String name = unique("d");
    List<Integer> statuses =
        atOnce(
            i ->
                () ->
                    as(ADMIN)
                        .body(Map.of("namespace", "file", "name", name, "description", "by " + i))
                        .put(BASE + "/datasets")
                        .statusCode());
    assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
  }

  @Test
  void numbersSchemaVersionsWithoutGap() throws Exception {
    String name = unique("d");
    register(name);
    List<Integer> versions =
        atOnce(
            i ->
                () ->
                    as(ADMIN)
                        .body(Map.of("columns", List.of(Map.of("name", "c" + i, "type", "string"))))
                        .put(BASE + "/datasets/file/" + name + "/schema")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<Integer>path("version"));
    assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void makesOneVersionOfEqualColumns() throws Exception {
    String name = unique("d");
    register(name);
    Map<String, Object> body = Map.of("columns", List.of(Map.of("name", "c", "type", "string")));
    List<Integer> statuses =
        atOnce(
            i ->
                () ->
                    as(ADMIN)
                        .body(body)
                        .put(BASE + "/datasets/file/" + name + "/schema")
                        .statusCode());
    assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
  }

  @Test
  void givesATokenNameOnce() throws Exception {
    Map<String, Object> body = Map.of("name", unique("t"), "roles", List.of("viewer"));
    List<Integer> statuses =
        atOnce(i -> () -> as(ADMIN).body(body).post(BASE + "/tokens").statusCode());
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void usesAOneTimePasswordOnce() throws Exception {
    String password =
        as(ADMIN).post(BASE + "/local-user/one-time-password").then().extract().path("password");
    Map<String, String> body = Map.of("user", "admin", "password", password);
    List<Integer> statuses =
        atOnce(i -> () -> as(GATEWAY).body(body).post(BASE + "/sessions").statusCode());
    assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 401, 429);
  }
}
