package dev.quintet.badge.database;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseTest {
    @Test
    void whateverKeepsUsFromAConnectionIsAnUnavailableDatabase() {
        Database database = new Database(source(new SQLException("the driver was interrupted", "99999")));
        assertThatThrownBy(() -> database.read(session -> 1)).isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> database.transact(session -> 1))
                .isInstanceOfSatisfying(DatabaseUnavailableException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.headers()).containsEntry("Retry-After", "2");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "08006,true",
        "57P01,true",
        "57014,true",
        "40P01,true",
        "53300,true",
        "22001,false",
        "42601,false",
        "23505,false"
    })
    void aLostDatabaseIsToldFromAWrongStatement(String state, boolean away) {
        assertThat(SqlFailure.translate(new SQLException("x", state)) instanceof DatabaseUnavailableException)
                .isEqualTo(away);
    }

    private static DataSource source(SQLException failure) {
        return (DataSource) Proxy.newProxyInstance(
                DatabaseTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw failure;
                });
    }
}
