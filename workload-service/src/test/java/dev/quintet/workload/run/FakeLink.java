package dev.quintet.workload.run;

import java.sql.SQLException;

/** A database that does what a test says. */
final class FakeLink implements Link {

    /** One execution. */
    @FunctionalInterface
    interface Body {
        int execute() throws SQLException;
    }

    private final Body body;
    int opened;
    int closed;
    int rolledBack;
    SQLException refuse;

    FakeLink(Body body) {
        this.body = body;
    }

    @Override
    public Session open() throws SQLException {
        if (refuse != null) {
            throw refuse;
        }
        opened++;
        return new Session() {
            @Override
            public int choose() {
                return 0;
            }

            @Override
            public int execute(int transaction) throws SQLException {
                return body.execute();
            }
        };
    }

    @Override
    public void rollback() {
        rolledBack++;
    }

    @Override
    public void close() {
        closed++;
    }

    @Override
    public void cutOff() {}
}
