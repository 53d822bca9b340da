using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Recall;
using Xunit;
using static MailOps.Tests.Recall.RecallScene;

namespace MailOps.Tests.Recall;

public sealed class RecallRefusalTests
{
    [Fact]
    public async Task Two_matches_in_one_folder_are_refused_unless_stated()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail());
        boxes.Put("anna@corp.example", "INBOX", Mail());
        var recaller = Recaller(store, boxes);

        var refused = await Assert.ThrowsAsync<MailOpsException>(() => RunAsync(recaller, Order("anna@corp.example")));
        Assert.Equal("MailOps.Recall.TooManyCopies", refused.ErrorId);
        Assert.Equal(3, boxes.Count("anna@corp.example"));

        await RunAsync(recaller, Order("anna@corp.example") with { CopiesPerFolder = 2 });
        Assert.Equal(1, boxes.Count("anna@corp.example"));
    }

    [Fact]
    public async Task More_than_fifty_mailboxes_need_their_number()
    {
        await using var store = await TestStore.OpenAsync();
        var names = Enumerable.Range(0, 51).Select(i => $"u{i}@corp.example").ToArray();
        var recaller = Recaller(store, Boxes(names));

        var refused = await Assert.ThrowsAsync<MailOpsException>(() => RunAsync(recaller, Order(names)));
        Assert.Equal("MailOps.Recall.TooManyMailboxes", refused.ErrorId);
        var wrong = await Assert.ThrowsAsync<MailOpsException>(() => RunAsync(recaller, Order(names) with { Count = 50 }));
        Assert.Equal("MailOps.Recall.CountDiffers", wrong.ErrorId);
        Assert.Equal(51, (await RunAsync(recaller, Order(names) with { Count = 51 })).Recipients.Count);
    }

    [Fact]
    public async Task What_the_policy_forbids_a_parameter_cannot_allow()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example", "ben@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail(), MailFlags.Seen);
        boxes.Put("ben@corp.example", "INBOX", Mail());
        var policy = MailRecallPolicy.Default with
        {
            AllowRead = false, AllowPermanent = false, Requesters = new TextList(["admin"]), Excluded = new TextList(["BEN@*"]),
            MaximumAge = TimeSpan.FromDays(36500),
        };
        await store.Store.Recalls.SetPolicyAsync(policy, "admin", CancellationToken.None);
        var recaller = Recaller(store, boxes);
        var order = Order("anna@corp.example", "ben@corp.example");

        var recall = await RunAsync(recaller, order);
        Assert.Equal(MailRecallStatus.SkippedRead, StatusOf(recall, "anna@corp.example"));
        Assert.Equal(MailRecallStatus.Excluded, StatusOf(recall, "ben@corp.example"));
        Assert.Equal("MailOps.Recall.NotAllowed", await ErrorAsync(() => RunAsync(Recaller(store, boxes, "other"), order)));
        Assert.Equal("MailOps.Recall.PermanentNotAllowed", await ErrorAsync(() => RunAsync(recaller, order with { Mode = MailRecallMode.Permanent })));
        Assert.Equal("MailOps.Recall.TooOld", await ErrorAsync(() => RunAsync(recaller, order with { MaximumAge = TimeSpan.FromSeconds(1) })));
        Assert.Equal("MailOps.Recall.Unverified", await ErrorAsync(() => RunAsync(
            recaller, order with { Message = MailRecallMessage.Named("<x@y>", "boss@corp.example") })));
        Assert.Equal("MailOps.Recall.NoQuarantine", await ErrorAsync(() => RunAsync(recaller, order with { QuarantineMailbox = "" })));
    }
}
