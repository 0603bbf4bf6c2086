package io.sluice.catalog.account.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account")
class AccountEntity extends PanacheEntityBase {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column public String kind;

  @Column public String name;

  @Column(name = "token_sha256")
  public String tokenSha256;

  @Column public String roles;

  @Column public @Nullable String datasets;

  @Column(name = "created_at")
  public Instant createdAt;

  @Column(name = "created_by")
  public String createdBy;

  @Column(name = "expires_at")
  public @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  public @Nullable Instant revokedAt;
}
