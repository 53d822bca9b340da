using System;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>Hostile packets on their way to the resolver: none of them is ever an answer, and none stops it.</summary>
public sealed class ForgeryTests : ResolverTest
{
    private const int Rounds = 200;

    // Names the run; a failure is repeated by putting it here.
    private static readonly int Seed = Environment.TickCount;

    [Fact]
    public async Task Of_packets_changed_at_random_none_gives_another_address()
    {
        var random = new Random(Seed);
        using var server = new ScriptedServer(async request =>
        {
            // Below the limit at which the resolver goes over to TCP.
            for (var i = 0; i < 20; i++)
            {
                await request.SendAsync(Forge(request.Query, random));
            }

            await request.AnswerAsync(192, 0, 2, 1);
        });
        using var resolver = Resolver(server);
        for (var i = 0; i < Rounds; i++)
        {
            var answer = await AskA(resolver, "n" + i + ".example.com");
            Assert.True(answer.Status == DnsStatus.Found && answer.Records.Single().Data == "192.0.2.1", "Seed " + Seed + ": " + answer);
        }
    }

    [Fact]
    public async Task Ten_thousand_records_are_refused_and_the_next_question_is_answered()
    {
        using var server = new ScriptedServer(request =>
        {
            if (request.Name != "huge.example")
            {
                return request.AnswerAsync(192, 0, 2, 1);
            }

            var packet = Packet.AnswerTo(request.Query, answers: request.IsTcp ? 5_000 : 0, flags: request.IsTcp ? 0x8180 : 0x8380);
            for (var i = 0; i < 5_000 && request.IsTcp; i++)
            {
                packet.Pointer(12).Word(16).Word(1).Long(60).Word(1).Add(0);
            }

            return request.SendAsync(packet.ToArray());
        });
        using var resolver = Resolver(server);
        var huge = await resolver.GetTxtAsync("huge.example", default);
        Assert.Equal(DnsFailureReason.Malformed, huge.Failure!.Reason);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver)).Status);
    }

    [Fact]
    public void Any_text_is_a_name_that_comes_back_as_it_was_or_none() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            if (!DnsName.TryNormalize(text, out var name))
            {
                return true;
            }

            Span<byte> wire = stackalloc byte[DnsName.MaxWire];
            var length = DnsName.Encode(name, wire);
            return length is > 0 and <= DnsName.MaxWire && wire[length - 1] == 0 && DnsName.TryNormalize(name, out var again) && again == name;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_name_on_the_wire_has_one_text_that_leads_back_to_it() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255)).Where(o => o.Length is > 0 and <= DnsName.MaxLabel).ToArbitrary(), octets =>
        {
            var label = octets.Select(o => (byte)o).ToArray();
            var text = new char[DnsName.MaxText];
            var name = new string(text, 0, DnsName.WriteLabel(label, text));
            Span<byte> wire = stackalloc byte[DnsName.MaxWire];
            return DnsName.TryNormalize(name, out var normal) && normal == name
                && DnsName.Encode(name, wire) == label.Length + 2
                && wire.Slice(1, label.Length).SequenceEqual(label.Select(Lower).ToArray());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static byte Lower(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet;

    // The answer with the address of the forger, and at least one change in what a forger has to guess: id, flags of an answer, question.
    private static byte[] Forge(byte[] query, Random random)
    {
        var packet = Packet.AnswerTo(query, answers: 1).A(300, 192, 0, 2, 66).ToArray();
        var questionEnd = 12 + Packet.QuestionLength(query);
        switch (random.Next(4))
        {
            case 0:
                packet[random.Next(2)] ^= (byte)(1 + random.Next(255));
                break;
            case 1:
                packet[2] ^= (byte)(random.Next(2) == 0 ? 0x80 : 0x08 << random.Next(4));
                break;
            case 2:
                packet[questionEnd - 1 - random.Next(4)] ^= (byte)(1 + random.Next(255));
                break;
            default:
                // Any octet of the name but the case of its letters.
                packet[12 + random.Next(questionEnd - 17)] ^= (byte)(1 << random.Next(5));
                break;
        }

        return random.Next(4) == 0 ? [.. packet.Take(random.Next(packet.Length))] : packet;
    }
}
