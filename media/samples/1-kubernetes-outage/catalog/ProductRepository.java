package shop.catalog;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProductRepository {

    private static final String BY_CATEGORY = """
            select p.* from product p
            where p.category_id = ?
            order by p.rank
            limit 50
            """;

    private final JdbcClient jdbc;

    ProductRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The best fifty of a category. Until migration 41 the index
     * product_category_rank_idx answered this without reading the table.
     */
    List<Product> findByCategory(long category) {
        // One connection of the pool is held while the query runs.
        return jdbc.sql(BY_CATEGORY)
                .param(category)
                .query(Product.class)
                .list();
    }
}
