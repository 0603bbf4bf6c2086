package io.sluice.demo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatasetsTest {

  @Test
  void namesThePlatformsWarehouseAlikeOnEveryPort() {
    Datasets before = Datasets.ofPlatform("jdbc:postgresql://127.0.0.1:8084/warehouse");
    Datasets restored = Datasets.ofPlatform("jdbc:postgresql://127.0.0.1:18084/warehouse");

    assertThat(restored.report()).isEqualTo(before.report());
    assertThat(before.report().namespace()).isEqualTo("postgres://sluice-warehouse:5432");
    assertThat(before.report().name()).isEqualTo("warehouse.public.sales_report");
  }

  @Test
  void namesAWarehouseOfTheUsersByItsAddress() {
    Datasets datasets = Datasets.of("jdbc:postgresql://db.example.org/sluice_warehouse");

    assertThat(datasets.sales().namespace()).isEqualTo("postgres://db.example.org:5432");
    assertThat(datasets.sales().name()).isEqualTo("sluice_warehouse.public.sales");
  }
}
