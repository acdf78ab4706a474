using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Orders;

internal sealed class OrderTable : IEntityTypeConfiguration<AuthorityOrder>, IEntityTypeConfiguration<OrderItem>, IEntityTypeConfiguration<OrderPerson>
{
    public void Configure(EntityTypeBuilder<AuthorityOrder> builder)
    {
        builder.ToTable("authority_orders");
        builder.HasKey(order => new { order.SiteId, order.Id });
        builder.Ignore(order => order.IsOpen);
        builder.HasOne<Site>().WithMany().HasForeignKey(order => order.SiteId);
    }

    public void Configure(EntityTypeBuilder<OrderItem> builder)
    {
        builder.ToTable("order_items");
        builder.HasKey(item => new { item.SiteId, item.OrderId, item.CommentId });
        // Named so that EF saves the order first.
        builder.HasOne<AuthorityOrder>().WithMany().HasForeignKey(item => new { item.SiteId, item.OrderId });
        builder.HasOne<Comments.Comment>().WithMany().HasForeignKey(item => new { item.SiteId, item.CommentId });
    }

    public void Configure(EntityTypeBuilder<OrderPerson> builder)
    {
        builder.ToTable("order_people");
        builder.HasKey(one => new { one.SiteId, one.OrderId, one.PersonId });
        builder.HasOne<AuthorityOrder>().WithMany().HasForeignKey(one => new { one.SiteId, one.OrderId });
        // Of two nodes that send the same letter one is refused.
        builder.Property(one => one.LetterDueAt).IsConcurrencyToken();
    }
}

internal static class OrderSets
{
    extension(ParleyContext db)
    {
        public DbSet<AuthorityOrder> AuthorityOrders => db.Set<AuthorityOrder>();

        public DbSet<OrderItem> OrderItems => db.Set<OrderItem>();

        public DbSet<OrderPerson> OrderPeople => db.Set<OrderPerson>();
    }
}
