/** One request of a client: which company, when it should have been sent, and the how manieth try it is. */
final class Ask {
    final Company company;
    final long intended;
    final int tries;
    Connection connection;

    Ask(Company company, long intended, int tries) {
        this.company = company;
        this.intended = intended;
        this.tries = tries;
    }
}
