package io.selvage.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.store.DatabaseLocation.PostgresSchema;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who a service is for its database. */
class DatabaseInfoTest {

    private static Optional<Map<String, String>> secrets(String name) {
        return name.equals("postgres")
                ? Optional.of(Map.of("username", "edgex", "password", "hush"))
                : Optional.empty();
    }

    private static String user(String username, String password) {
        var info = new DatabaseInfo("postgres", "", "h", 5432, "n", username, password);
        var place = (PostgresSchema) info.location("s", DatabaseInfoTest::secrets);
        return place.login().get().user() + ":" + place.login().get().password();
    }

    @Test
    void theSecretOfItsTypeSaysWhoWhereTheSectionDoesNot() {
        assertThat(user("postgres", "")).isEqualTo("edgex:hush");
        assertThat(user("postgres", "own")).isEqualTo("postgres:own");
        assertThat(user("trusted", "")).isEqualTo("trusted:");
    }

    @Test
    void noneIsNeeded() {
        var info = new DatabaseInfo("postgres", "", "h", 5432, "n", "postgres", "");

        assertThat(info.location("s", _ -> Optional.empty()).toString()).doesNotContain("hush");
        assertThat(((PostgresSchema) info.location("s", _ -> Optional.empty()))
                        .login()
                        .get()
                        .user())
                .isEqualTo("postgres");
    }

    @Test
    void aFileHasNoUser() {
        var info = new DatabaseInfo("sqlite", "a.db", "h", 0, "n", "postgres", "");

        assertThat(info.location("s", _ -> {
                    throw new IllegalStateException("asked for a secret");
                }))
                .isInstanceOf(DatabaseLocation.SqliteFile.class);
    }
}
