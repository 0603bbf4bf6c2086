package io.sluice.local.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.failure.LauncherFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The passwords and tokens of one installation, made once and kept in files of mode 0600. */
public final class Secrets {

  /** The processes that call others with an account of their own, by pid file name. */
  public static final List<String> SERVICE_ACCOUNTS = List.of("quality", "lineage", "gateway");

  private static final int BYTES = 32;

  private final Path directory;
  private final SecureRandom random;

  /** The secrets kept in a directory. */
  public Secrets(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /** The password of a PostgreSQL role, made at the first use. */
  public String databasePassword(String name) {
    return madeOnce(name + ".db", "");
  }

  /** The password of a PostgreSQL role if there is one already. */
  public Optional<String> knownDatabasePassword(String name) {
    return PrivateFile.read(directory.resolve(name + ".db"));
  }

  /** Keeps a password that was made elsewhere. */
  public void keepDatabasePassword(String name, String password) {
    PrivateFile.write(directory.resolve(name + ".db"), password + "\n");
  }

  /** The file that holds a role's password, for programs that read it themselves. */
  public Path databasePasswordFile(String name) {
    databasePassword(name);
    return directory.resolve(name + ".db");
  }

  /** The account token of a service. */
  public String serviceToken(String service) {
    return madeOnce(service + ".token", "slu_s_");
  }

  /** The local bootstrap admin token, if this installation has one yet. */
  public Optional<String> adminToken() {
    return PrivateFile.read(directory.resolve("admin.token"));
  }

  /** Makes all tokens that are missing and tells catalog-server about them by their digests. */
  public void ensureBootstrap() {
    madeOnce("admin.token", "slu_a_");
    writeBootstrap();
  }

  /** Replaces the bootstrap admin token; catalog-server reads the file again when it changes. */
  public String rotateAdminToken() {
    String token = "slu_a_" + fresh();
    PrivateFile.write(directory.resolve("admin.token"), token + "\n");
    writeBootstrap();
    return token;
  }

  /** What catalog-server reads: digests only. */
  public Path bootstrapFile() {
    return directory.resolve("bootstrap.json");
  }

  /** A fresh password that needs no quoting anywhere. */
  public String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void writeBootstrap() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("adminTokenSha256", sha256(madeOnce("admin.token", "slu_a_")));
    ArrayNode services = root.putArray("services");
    for (String service : SERVICE_ACCOUNTS) {
      ObjectNode one = services.addObject();
      one.put("name", service.equals("gateway") ? service : service + "-server");
      one.put("tokenSha256", sha256(serviceToken(service)));
    }
    try {
      String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
      // An unchanged file keeps its time, so that catalog-server does not read it again for
      // nothing.
      if (!PrivateFile.read(bootstrapFile()).equals(Optional.of(text.strip()))) {
        PrivateFile.write(bootstrapFile(), text);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain JSON could not be written", e);
    }
  }

  private String madeOnce(String file, String prefix) {
    Path path = directory.resolve(file);
    Optional<String> known = PrivateFile.read(path);
    if (known.isPresent()) {
      return known.get();
    }
    String made = prefix + fresh();
    PrivateFile.write(path, made + "\n");
    return made;
  }

  /** The digest under which a token is stored. */
  public static String sha256(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw LauncherFailure.of("This Java has no SHA-256.", "Use a complete JDK.");
    }
  }
}
