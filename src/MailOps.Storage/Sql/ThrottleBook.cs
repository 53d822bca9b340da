using System.Collections.Generic;
using System.Linq;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>The throttles as one write transaction sees them: read when they are asked for, and kept until it ends.</summary>
internal sealed class ThrottleBook(WriteScope scope)
{
    private readonly Dictionary<(ThrottleScope Scope, string Name), Entry?> _entries = [];
    private readonly Dictionary<string, bool> _braked = [];
    private readonly Dictionary<long, LaneKey> _lanes = [];
    private List<(LaneKey Lane, bool IsClaimed, int Recipients)>? _underWay;

    private SqlSession Session => scope.Session;

    public bool Has(ThrottleScope kind, string name) => Find(kind, name) is not null;

    /// <summary>Reads the throttles of all these names in one journey, before they are asked for one by one.</summary>
    public void Look(IEnumerable<(ThrottleScope Scope, string Name)> names)
    {
        foreach (var (kind, name) in names)
        {
            if (name.Length > 0 && !_entries.ContainsKey((kind, name)))
            {
                _entries.Add((kind, name), null);
                ThrottleStatements.PostFind(Session, kind, name, throttle => _entries[(kind, name)] = new Entry(throttle));
            }
        }

        Session.Complete();
    }

    /// <summary>What may go through a lane now.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="route">The server that mail without one goes through.</param>
    /// <param name="isMark">True: asked for mail that is claimed and about to be handed over.</param>
    public ThrottleRoom Room(LaneKey lane, string route, bool isMark)
    {
        var room = IsBraked(lane.Campaign) ? new ThrottleRoom { RetryAt = LaneStatements.Never } : ThrottleRoom.Unlimited;
        foreach (var entry in EntriesOf(lane, route))
        {
            entry.Load(Session, UnderWay(), route);
            room = room.And(ThrottleRules.Find(entry.Throttle, entry.Use, scope.Now, isMark));
        }

        return room;
    }

    /// <summary>Counts a claim made in this transaction.</summary>
    public void NoteClaimed(LaneKey lane, string route, int recipients)
    {
        foreach (var entry in EntriesOf(lane, route))
        {
            entry.Use.ClaimedMessages++;
            entry.Use.ClaimedRecipients += recipients;
            entry.Use.UnderWay++;
        }
    }

    /// <summary>Whether any throttle concerns a lane.</summary>
    public bool IsLimited(LaneKey lane, string route) => EntriesOf(lane, route).Any();

    /// <summary>Writes down that a message is handed over.</summary>
    public void NoteSent(LaneKey lane, string route, int recipients)
    {
        foreach (var entry in EntriesOf(lane, route))
        {
            ThrottleStatements.Count(scope, entry.Throttle, entry.Use, recipients);
        }
    }

    /// <summary>Forgets what is under way, after deliveries changed their states.</summary>
    public void ForgetUnderWay()
    {
        if (_underWay is not null)
        {
            _underWay = null;
            foreach (var entry in _entries.Values)
            {
                entry?.Unload();
            }
        }
    }

    public LaneKey Lane(long id)
    {
        if (!_lanes.TryGetValue(id, out var lane))
        {
            lane = LaneStatements.Read(Session, id);
            _lanes.Add(id, lane);
        }

        return lane;
    }

    public bool IsBraked(string campaign)
    {
        if (campaign.Length == 0)
        {
            return false;
        }

        if (!_braked.TryGetValue(campaign, out var braked))
        {
            braked = CampaignStatements.IsBraked(Session, campaign);
            _braked.Add(campaign, braked);
        }

        return braked;
    }

    /// <summary>Reads everything anew, after a throttle or a brake was changed.</summary>
    public void Forget()
    {
        _entries.Clear();
        _braked.Clear();
        _underWay = null;
    }

    private IEnumerable<Entry> EntriesOf(LaneKey lane, string route)
    {
        if (Find(ThrottleScope.Server, lane.Server.Length == 0 ? route : lane.Server) is { } server)
        {
            yield return server;
        }

        if (Find(ThrottleScope.Domain, lane.Domain) is { } domain)
        {
            yield return domain;
        }

        if (Find(ThrottleScope.Sender, lane.Sender) is { } sender)
        {
            yield return sender;
        }

        if (Find(ThrottleScope.Campaign, lane.Campaign) is { } campaign)
        {
            yield return campaign;
        }
    }

    private Entry? Find(ThrottleScope kind, string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        if (!_entries.TryGetValue((kind, name), out var entry))
        {
            entry = ThrottleStatements.Find(Session, kind, name) is { } throttle ? new Entry(throttle) : null;
            _entries.Add((kind, name), entry);
        }

        return entry;
    }

    // Claimed and being handed over: as many as the dispatchers have connections and a little more.
    private List<(LaneKey Lane, bool IsClaimed, int Recipients)> UnderWay()
    {
        if (_underWay is null)
        {
            _underWay = [];
            foreach (var (lane, isClaimed, recipients) in LaneStatements.ReadUnderWay(Session))
            {
                _underWay.Add((Lane(lane), isClaimed, recipients));
            }
        }

        return _underWay;
    }

    private sealed class Entry(MailThrottle throttle)
    {
        private bool _isLoaded;

        public MailThrottle Throttle { get; } = throttle;

        public ThrottleUse Use { get; private set; } = new();

        public void Load(SqlSession session, List<(LaneKey Lane, bool IsClaimed, int Recipients)> underWay, string route)
        {
            if (_isLoaded)
            {
                return;
            }

            _isLoaded = true;
            Use = ThrottleStatements.ReadUse(session, Throttle);
            foreach (var (lane, isClaimed, recipients) in underWay)
            {
                if (!Concerns(lane, route))
                {
                    continue;
                }

                Use.UnderWay++;
                Use.ClaimedMessages += isClaimed ? 1 : 0;
                Use.ClaimedRecipients += isClaimed ? recipients : 0;
            }
        }

        public void Unload() => _isLoaded = false;

        private bool Concerns(LaneKey lane, string route) => Throttle.Name == Throttle.Scope switch
        {
            ThrottleScope.Server => lane.Server.Length == 0 ? route : lane.Server,
            ThrottleScope.Domain => lane.Domain,
            ThrottleScope.Sender => lane.Sender,
            _ => lane.Campaign,
        };
    }
}
