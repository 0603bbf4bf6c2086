package io.sluice.catalog.account.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "local_user")
class LocalUserEntity extends PanacheEntityBase {

  @Id public String name;

  @Column public String roles;

  @Column(name = "password_hash")
  public @Nullable String passwordHash;

  @Column(name = "password_expires_at")
  public @Nullable Instant passwordExpiresAt;
}
