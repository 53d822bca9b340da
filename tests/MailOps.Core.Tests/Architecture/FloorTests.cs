using System;

using System.Linq;
using Xunit;

namespace MailOps.Tests.Architecture;

/// <summary>The floors of DESIGN.md, section 1: a room uses only floors below it, and rooms on one floor do not know each other.</summary>
public sealed class FloorTests
{
    // From the ground up; a namespace and all below it are one room.
    private static readonly string[][] Floors =
    [
        ["MailOps", "MailOps.Json"],
        ["MailOps.Net", "MailOps.Mime"],
        ["MailOps.Dns", "MailOps.Mailboxes"],
        ["MailOps.Smtp", "MailOps.Imap", "MailOps.Pop3", "MailOps.Authentication"],
        ["MailOps.Addresses", "MailOps.Bounces", "MailOps.Domains", "MailOps.Reports"],
        ["MailOps.Journal"],
        ["MailOps.Suppression"],
        ["MailOps.Outbox"],
        ["MailOps.Recall", "MailOps.Intake"],
        ["MailOps.Session"],
    ];

    [Fact]
    public void No_room_uses_a_floor_above_it_or_a_room_beside_it()
    {
        var faults = AssemblyUses.Read(typeof(Finding).Assembly.Location)
            .Where(use => RoomOf(use.User) is not null && RoomOf(use.Used) is not null)
            .Where(use => !MayUse(RoomOf(use.User)!.Value, RoomOf(use.Used)!.Value))
            .Select(use => $"{use.User} uses {use.Used}")
            .OrderBy(fault => fault, StringComparer.Ordinal)
            .ToList();

        Assert.True(faults.Count == 0, "Broken floors:\n" + string.Join("\n", faults));
    }

    [Fact]
    public void Every_type_lives_in_a_known_room()
    {
        var strangers = typeof(Finding).Assembly.GetTypes()
            .Where(t => t.DeclaringType is null && t.Namespace?.StartsWith("MailOps", StringComparison.Ordinal) == true)
            .Select(t => new AssemblyUses.TypeName(t.Namespace!, t.Name))
            .Where(name => name.Namespace != "MailOps.Platform" && RoomOf(name) is null)
            .ToList();

        Assert.True(strangers.Count == 0, "No floor for: " + string.Join(", ", strangers));
    }

    [Fact]
    public void The_reader_of_uses_sees_what_a_method_body_calls()
    {
        // The Net floor stands on Common: were this use invisible, the other test would prove nothing.
        var uses = AssemblyUses.Read(typeof(FloorTests).Assembly.Location);
        Assert.Contains(uses, use => use.User.Name == nameof(FloorTests) && use.Used.Name == nameof(AssemblyUses));
    }

    private static bool MayUse((int Floor, string Room) user, (int Floor, string Room) used) =>
        used.Floor < user.Floor || used == user || (used.Floor == 0 && user.Floor == 0);

    private static (int Floor, string Room)? RoomOf(AssemblyUses.TypeName type)
    {
        (int Floor, string Room)? found = null;
        for (var floor = 0; floor < Floors.Length; floor++)
        {
            foreach (var room in Floors[floor])
            {
                // "MailOps" itself is the ground floor, not the root of all others.
                var inside = type.Namespace == room
                    || (room != "MailOps" && type.Namespace.StartsWith(room + ".", StringComparison.Ordinal));
                if (inside && (found is null || room.Length > found.Value.Room.Length))
                {
                    found = (floor, room);
                }
            }
        }

        return found;
    }
}
