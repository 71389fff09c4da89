package io.selvage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.Migrations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store of the first version is brought to what the service needs. A subclass says where the data lie. */
abstract class MigrationsContract {

    private static final String PROFILE = Json.json(
            "{'created':1,'id':'an-id','name':'Pump','labels':['wet','wet','old'],"
                    + "'linkedDeviceCount':0,'deviceResources':[{'name':'Level'}],'deviceCommands':[],'apiVersion':'v3'}");

    abstract DatabaseLocation location();

    private Database open(String... scripts) {
        return Database.open(location(), Migrations.of(MetadataConfig.class, "metadata", scripts));
    }

    @Test
    void labelsAndBasicInfosAreTakenFromTheDocuments() {
        try (var database = open("V1__metadata.sql")) {
            database.write(session -> session.update(
                    "INSERT INTO profile (id, created, document, name) VALUES ('an-id', 1, ?, 'Pump')", PROFILE));
        }

        try (var database = open("V1__metadata.sql", "V2__labels.sql")) {
            List<String> labels = database.read(
                    session -> session.list("SELECT label FROM profile_label ORDER BY label", row -> row.getString(1)));
            assertThat(labels).containsExactly("old", "wet");
            String found = database.read(session -> session.first(
                            "SELECT basicinfo || document FROM profile WHERE name = 'Pump'", row -> row.getString(1)))
                    .orElse("");
            assertThat(found).contains("\"linkedDeviceCount\"").endsWith(PROFILE);
            assertThat(found.indexOf("deviceResources")).isGreaterThan(found.lastIndexOf(PROFILE));
        }
    }
}
