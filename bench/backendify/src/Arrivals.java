import java.util.SplittableRandom;

/** Which company is asked for, one request after the other: Zipf with exponent 1, the same for the same seed. */
final class Arrivals {
    private final double[] upTo;
    private final int[] companyOfRank;
    private final SplittableRandom random;

    Arrivals(int ids, long seed) {
        random = new SplittableRandom(seed);
        upTo = new double[ids];
        companyOfRank = new int[ids];
        double sum = 0;
        for (int rank = 0; rank < ids; rank++) {
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
            companyOfRank[rank] = rank;
        }
        for (int rank = ids - 1; rank > 0; rank--) {
            int other = random.nextInt(rank + 1);
            int company = companyOfRank[rank];
            companyOfRank[rank] = companyOfRank[other];
            companyOfRank[other] = company;
        }
    }

    Company next() {
        int at = java.util.Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return new Company(companyOfRank[Math.min(upTo.length - 1, at < 0 ? -at - 1 : at)]);
    }
}
